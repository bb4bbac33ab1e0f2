import type { ChatMessage } from '../messages/ChatMessage.js'
import { isStandardSchema, type StandardSchema } from '../tools/standardSchema.js'
import type { AnyTool } from '../tools/Tool.js'
import type { ChatResult } from './ChatRun.js'
import { type Connection, connect } from './connection.js'
import type { StreamingCallback } from './delivery.js'
import { execute } from './execute.js'
import { chatFields, type GenerationKwargs, prepareBody } from './requestBody.js'

/** Haystack's default model. */
export const defaultModel = 'meta-llama/Llama-3.3-70B-Instruct-Turbo'
/** What chunks and dicts say of where they come from. */
export const chatGeneratorType: string =
  'haystack_integrations.components.generators.togetherai.chat.chat_generator.TogetherAIChatGenerator'

export interface ChatRequest {
  /** A missing `apiKey` sends no Authorization header. */
  connection: Connection
  model: string | undefined
  messages: readonly ChatMessage[]
  tools: readonly AnyTool[]
  toolsStrict: boolean
  generationKwargs: GenerationKwargs
  signal: AbortSignal | undefined
}

/** One chat request without the generator around it: what the generator and the hooks share. Streams with a callback. */
export async function runChat(request: ChatRequest, callback: StreamingCallback | null): Promise<ChatResult> {
  const { messages, tools, toolsStrict, signal, model = defaultModel } = request
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
      prepareBody(chatFields(model, messages, tools, toolsStrict), { ...kwargs, response_format: format }, stream),
    stream: callback !== null,
    signal,
    onChunk: callback ?? (() => {}),
    componentInfo: { type: chatGeneratorType, name: null },
  })
  if (!structured) return result
  const parsed = result.replies.map((reply) => structured.parseReply(reply, schema as StandardSchema))
  return { ...result, parsed: await Promise.all(parsed) }
}
