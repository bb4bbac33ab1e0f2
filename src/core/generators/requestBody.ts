import { refuse } from '../http/TogetherError.js'
import { ChatMessage, toChatMessage } from '../messages/ChatMessage.js'
import { kindOf } from '../messages/kindOf.js'
import { isRecord } from '../stream/wire.js'
import type { AnyTool } from '../tools/Tool.js'

/** Parameters of a request in Together AI's own names: `max_tokens`, `temperature`, … Unknown ones are sent too. */
// biome-ignore lint/suspicious/noExplicitAny: with unknown an interface of the caller's would not be assignable
export type GenerationKwargs = Readonly<Record<string, any>>

/** What generators take as a prompt. */
export type MessagesInput = readonly (ChatMessage | object)[] | string

export interface PreparedBody {
  body: Record<string, unknown>
  extraHeaders: Record<string, string>
  extraQuery: Record<string, string>
}

/** A prompt as messages. Throws `invalid-argument` for anything but a string or a list of messages. */
export function toMessages(input: MessagesInput): ChatMessage[] {
  if (typeof input === 'string') return [ChatMessage.fromUser(input)]
  if (!Array.isArray(input))
    refuse(`Invalid messages: expected a string or a list of ChatMessages, got ${kindOf(input)}.`)
  return input.map(toChatMessage)
}

/**
 * A request from its own fields and `kwargs`, by Haystack's precedence: `kwargs` win over model, messages and tools;
 * `n` is 1 unless given; `stream` is never the caller's; `extra_body`, `extra_headers` and `extra_query` go where their
 * names say.
 */
export function prepareBody(fields: Record<string, unknown>, kwargs: GenerationKwargs, stream: boolean): PreparedBody {
  const { extra_body, extra_headers, extra_query, response_format: format, n = 1, ...rest } = kwargs
  const body = {
    ...fields,
    n,
    ...rest,
    ...(isRecord(format) && Object.keys(format).length > 0 && { response_format: format }),
    ...record(extra_body, 'extra_body'),
    stream,
  }
  return { body, extraHeaders: texts(extra_headers, 'extra_headers'), extraQuery: texts(extra_query, 'extra_query') }
}

/** What a chat request is made of. */
export function chatFields(
  model: string,
  messages: readonly ChatMessage[],
  tools: readonly AnyTool[],
  toolsStrict: boolean,
): Record<string, unknown> {
  const wireTools = tools.map((tool) => tool.toOpenAI({ strict: toolsStrict }))
  return {
    model,
    messages: messages.map((message) => message.toOpenAI()),
    ...(wireTools.length > 0 && { tools: wireTools }),
  }
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
