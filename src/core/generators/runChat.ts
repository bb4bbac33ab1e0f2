import type { ChatMessage } from '../messages/ChatMessage.js'
import { isStandardSchema } from '../tools/standardSchema.js'
import type { AnyTool } from '../tools/Tool.js'
import type { ChatResult } from './ChatRun.js'
import { type Connection, connect } from './connection.js'
import type { StreamingCallback } from './delivery.js'
import { execute } from './execute.js'
import { chatFields, type GenerationKwargs, prepareBody } from './requestBody.js'
import { parseReply } from './responseFormat.js'

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
  const { messages, tools, toolsStrict, generationKwargs, signal, model = defaultModel } = request
  const connection = connect(request.connection)
  if (messages.length === 0) return { replies: [] }
  const result = await execute({
    connection,
    path: '/chat/completions',
    prepare: (stream) => prepareBody(chatFields(model, messages, tools, toolsStrict), generationKwargs, stream),
    stream: callback !== null,
    signal,
    onChunk: callback ?? (() => {}),
    componentInfo: { type: chatGeneratorType, name: null },
  })
  const { response_format: schema } = generationKwargs
  if (!isStandardSchema(schema)) return result
  return { ...result, parsed: await Promise.all(result.replies.map((reply) => parseReply(reply, schema))) }
}
