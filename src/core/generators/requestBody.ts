import { refuse } from '../http/TogetherError.js'
import { type ChatMessage, ChatMessage as Message, toChatMessage } from '../messages/ChatMessage.js'
import { kindOf } from '../messages/normaliseParts.js'
import { isRecord } from '../stream/wire.js'
import type { Tool } from '../tools/Tool.js'

/** Parameters of a request in Together AI's own names: `max_tokens`, `temperature`, … Unknown ones are sent too. */
export type GenerationKwargs = Readonly<Record<string, unknown>>

/** What generators take as a prompt. */
export type MessagesInput = readonly (ChatMessage | object)[] | string

export interface PreparedBody {
  body: Record<string, unknown>
  extraHeaders: Record<string, string>
  extraQuery: Record<string, string>
}

/** A prompt as messages. Throws `invalid-argument` for anything but a string or a list of messages. */
export function toMessages(input: MessagesInput): ChatMessage[] {
  if (typeof input === 'string') return [Message.fromUser(input)]
  if (!Array.isArray(input))
    refuse(`Invalid messages: expected a string or a list of ChatMessages, got ${kindOf(input)}.`)
  return input.map(toChatMessage)
}

/**
 * The body, by Haystack's precedence: `kwargs` win over model, messages and tools; `n` is 1 unless given; `stream` is
 * never the caller's; `extra_body`, `extra_headers` and `extra_query` go where their names say.
 */
export function prepareBody(
  model: string,
  messages: readonly ChatMessage[],
  tools: readonly Tool[],
  kwargs: GenerationKwargs,
  options: { stream: boolean; toolsStrict: boolean },
): PreparedBody {
  const { extra_body, extra_headers, extra_query, response_format, n = 1, ...rest } = kwargs
  const body: Record<string, unknown> = {
    model,
    messages: messages.map((message) => message.toOpenAI()),
    n,
    ...(tools.length > 0 && { tools: tools.map((tool) => tool.toOpenAI({ strict: options.toolsStrict })) }),
    ...rest,
    ...(response_format ? { response_format } : null),
    ...record(extra_body, 'extra_body'),
    stream: options.stream,
  }
  return { body, extraHeaders: texts(extra_headers, 'extra_headers'), extraQuery: texts(extra_query, 'extra_query') }
}

/** Init and call kwargs, merged per key; the call wins, also with null. */
export function mergeKwargs(init: GenerationKwargs, call: GenerationKwargs | null | undefined): GenerationKwargs {
  return { ...init, ...call }
}

function texts(value: unknown, name: string): Record<string, string> {
  return Object.fromEntries(Object.entries(record(value, name)).map(([key, item]) => [key, String(item)]))
}

function record(value: unknown, name: string): Record<string, unknown> {
  if (value === undefined || value === null) return {}
  if (isRecord(value)) return value
  return refuse(`${name} must be an object, got ${kindOf(value)}.`)
}
