import { expect } from 'vitest'
import type { ChatMessage } from '../../src/core/index.js'
import type { Chat, ChatOptions, ToolCallState } from '../../src/store/index.js'
import { deltaEvent, done, streamAnswer, streamed } from '../core/support/answers.js'
import { chatOver, tick } from './chat.js'

/** A piece of a tool call as the wire has it; what is left out is not sent. */
export interface WireCall {
  index?: number | undefined
  id?: string | undefined
  name?: string | undefined
  arguments?: string | undefined
}

/** Everything of a streamed reply which calls tools, one event for each piece. */
export function calling(pieces: readonly WireCall[], finishReason: string | null = 'tool_calls'): string {
  const deltas = pieces.map(({ index, id, name, arguments: text }) =>
    deltaEvent({
      role: 'assistant',
      content: '',
      tool_calls: [{ index, id, type: 'function', function: { name, arguments: text } }],
    }),
  )
  const end = finishReason === null ? '' : deltaEvent({ content: '' }, { finish_reason: finishReason }) + done
  return deltas.join('') + end
}

/** One whole call. */
export function call(name: string, args: object | string = {}, more: WireCall = {}): WireCall {
  return { index: 0, id: 'call_1', name, arguments: typeof args === 'string' ? args : JSON.stringify(args), ...more }
}

/**
 * A chat whose requests are answered by these event streams in order; the last one repeats, and a word is a whole reply.
 * Every request has to be one which Together AI takes.
 */
export function scriptedChat(
  answers: readonly string[],
  options: Partial<ChatOptions> = {},
): ReturnType<typeof chatOver> {
  let place = 0
  const made = chatOver(async () => {
    expectValid(made.bodies.at(-1)?.messages ?? [])
    const answer = answers[place++] ?? answers.at(-1) ?? ''
    return streamAnswer(answer.includes('data:') ? answer : streamed(answer))
  }, options)
  return made
}

/** The only call of the conversation. */
export function onlyCall(chat: Chat): ToolCallState {
  const calls = chat.store.getState().toolCalls
  expect(calls).toHaveLength(1)
  return calls[0] as ToolCallState
}

/** Waits until the conversation says so. */
export async function until(chat: Chat, holds: (chat: Chat) => boolean): Promise<void> {
  for (let turns = 0; !holds(chat); turns++) {
    if (turns > 2000) throw new Error(`It did not come to that: ${JSON.stringify(chat.store.getState().toolCalls)}`)
    await tick()
  }
}

/** Waits until the calls have these statuses. */
export function untilCalls(chat: Chat, ...statuses: string[]): Promise<void> {
  return until(chat, () => {
    const now = chat.store.getState().toolCalls.map(({ status }) => status)
    return now.length === statuses.length && now.every((status, place) => status === statuses[place])
  })
}

interface WireMessage {
  role: string
  content?: unknown
  tool_call_id?: string
  tool_calls?: { id: string; type: string; function: { name: string; arguments: string } }[]
}

/** What a request's tool messages say, by call. */
export function resultsIn(body: { messages: readonly object[] } | undefined): [id: string, content: unknown][] {
  const messages = (body?.messages ?? []) as WireMessage[]
  return messages.filter(({ role }) => role === 'tool').map(({ tool_call_id: id, content }) => [id ?? '', content])
}

/** Holds a request's messages against the rules of the API: each call is answered, once, right after it and in order. */
export function expectValid(messages: readonly object[]): void {
  const problem = problemOf(messages as readonly WireMessage[])
  expect(problem && `${problem}: ${JSON.stringify(messages)}`).toBe(null)
}

function problemOf(messages: readonly WireMessage[]): string | null {
  if (messages.length === 0) return 'no messages'
  const ids = messages.flatMap(({ tool_calls: calls = [] }) => calls.map(({ id }) => id))
  if (new Set(ids).size < ids.length) return 'a call id twice'
  const open: string[] = []
  for (const message of messages) {
    if (message.role === 'tool' && message.tool_call_id !== open.shift()) return 'a result which answers no call'
    if (message.role === 'tool' && typeof message.content !== 'string') return 'a result which is no text'
    if (message.role !== 'tool' && open.length > 0) return 'a call without its result'
    if (message.role === 'assistant' && !message.content && !message.tool_calls?.length) return 'an empty reply'
    for (const { id, function: called } of message.tool_calls ?? []) {
      if (!id || !called.name || !isObjectText(called.arguments)) return 'a malformed call'
      open.push(id)
    }
  }
  return open.length > 0 ? 'a call without its result' : null
}

function isObjectText(text: string): boolean {
  try {
    const value = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
  } catch {
    return false
  }
}

/** Roles of the visible thread. */
export function rolesOf(chat: Chat): ChatMessage['role'][] {
  return chat.view().messages.map(({ message }) => message.role)
}
