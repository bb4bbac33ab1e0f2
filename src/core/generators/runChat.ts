import { refuse } from '../http/TogetherError.js'
import { ChatMessage, toChatMessage } from '../messages/ChatMessage.js'
import { kindOf } from '../messages/kindOf.js'
import { isStandardSchema, type StandardSchema } from '../tools/standardSchema.js'
import type { AnyTool } from '../tools/Tool.js'
import type { ChatResult } from './ChatRun.js'
import type { GenerationKwargs, MessagesInput } from './callInput.js'
import { type Connection, connect } from './connection.js'
import { chatGeneratorType, defaultModel } from './defaults.js'
import type { StreamingCallback } from './delivery.js'
import { execute } from './execute.js'
import { chatFields, prepareBody } from './requestBody.js'

export interface ChatRequest {
  /** A missing `apiKey` sends no Authorization header. */
  connection: Connection
  model: string | undefined
  messages: MessagesInput
  tools: readonly AnyTool[]
  toolsStrict: boolean
  /** Sends the reasoning of assistant messages back. @default false */
  sendReasoning?: boolean | undefined
  generationKwargs: GenerationKwargs
  signal: AbortSignal | undefined
}

/** One chat request without the generator around it: what the generator and the hooks share. Streams with a callback. */
export async function runChat(request: ChatRequest, callback: StreamingCallback | null): Promise<ChatResult> {
  const { tools, signal, model = defaultModel } = request
  const messages = toMessages(request.messages)
  const connection = connect(request.connection)
  if (messages.length === 0) return { replies: [] }
  const { response_format: schema, ...kwargs } = request.generationKwargs
  // Structured output is loaded by those who use it.
  const structured = isStandardSchema(schema) ? await import('./responseFormat.js') : null
  const format = structured ? structured.toResponseFormat(schema as StandardSchema) : schema
  const result = await execute({
    connection,
    path: '/chat/completions',
    prepare: (stream) =>
      prepareBody(chatFields(model, messages, tools, request), { ...kwargs, response_format: format }, stream),
    stream: callback !== null,
    signal,
    onChunk: callback ?? (() => {}),
    componentInfo: { type: chatGeneratorType, name: null },
  })
  if (!structured) return result
  const parsed = result.replies.map((reply) => structured.parseReply(reply, schema as StandardSchema))
  return { ...result, parsed: await Promise.all(parsed) }
}

/** A prompt as messages. Throws `invalid-argument` for anything but a string or a list of messages. */
function toMessages(input: MessagesInput): ChatMessage[] {
  if (typeof input === 'string') return [ChatMessage.fromUser(input)]
  if (!Array.isArray(input))
    refuse(`Invalid messages: expected a string or a list of ChatMessages, got ${kindOf(input)}.`)
  return input.map(toChatMessage)
}
