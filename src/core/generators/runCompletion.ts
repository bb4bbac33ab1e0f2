import type { ChatResult } from './ChatRun.js'
import type { GenerationKwargs } from './callInput.js'
import { type Connection, connect } from './connection.js'
import { defaultModel, textGeneratorType } from './defaults.js'
import type { StreamingCallback } from './delivery.js'
import { execute } from './execute.js'
import { prepareBody } from './requestBody.js'

export interface CompletionRequest {
  connection: Connection
  model: string | undefined
  prompt: string
  generationKwargs: GenerationKwargs
  signal: AbortSignal | undefined
}

/** One request to `/completions`, which continues the prompt itself. Streams with a callback. */
export function runCompletion(request: CompletionRequest, callback: StreamingCallback | null): Promise<ChatResult> {
  const { connection, model = defaultModel, prompt, generationKwargs, signal } = request
  return execute({
    connection: connect(connection),
    path: '/completions',
    prepare: (stream) => prepareBody({ model, prompt }, generationKwargs, stream),
    stream: callback !== null,
    signal,
    onChunk: callback ?? (() => {}),
    componentInfo: { type: textGeneratorType, name: null },
  })
}
