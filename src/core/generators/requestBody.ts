import { refuse } from '../http/TogetherError.js'
import { isRecord } from '../isRecord.js'
import type { ChatMessage } from '../messages/ChatMessage.js'
import { kindOf } from '../messages/kindOf.js'
import type { AnyTool } from '../tools/Tool.js'
import type { GenerationKwargs } from './callInput.js'

export interface PreparedBody {
  body: Record<string, unknown>
  extraHeaders: Record<string, string>
  extraQuery: Record<string, string>
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
  { toolsStrict, sendReasoning = false }: { toolsStrict: boolean; sendReasoning?: boolean | undefined },
): Record<string, unknown> {
  const wireTools = tools.map((tool) => tool.toOpenAI({ strict: toolsStrict }))
  return {
    model,
    messages: messages.map((message) => withReasoning(message, sendReasoning)),
    ...(wireTools.length > 0 && { tools: wireTools }),
  }
}

/** Models which think on over several turns want their own reasoning back, unmodified. */
function withReasoning(message: ChatMessage, isSent: boolean): Record<string, unknown> {
  const wire = message.toOpenAI()
  return isSent && message.reasoning ? { ...wire, reasoning: message.reasoning.reasoningText } : wire
}

function texts(value: unknown, name: string): Record<string, string> {
  return Object.fromEntries(Object.entries(record(value, name)).map(([key, item]) => [key, String(item)]))
}

function record(value: unknown, name: string): Record<string, unknown> {
  if (value === undefined || value === null) return {}
  if (isRecord(value)) return value
  return refuse(`${name} must be an object, got ${kindOf(value)}.`)
}
