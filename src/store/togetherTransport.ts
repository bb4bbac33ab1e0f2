import { type GeneratorInit, type HeadersSource, type StreamingChunk, TogetherAIChatGenerator } from '../core/index.js'
import type { ChatTransport } from './types.js'

/** The way to a relay, or to Together AI itself. */
export interface TogetherTransportOptions
  extends Pick<GeneratorInit, 'fetch' | 'dangerouslyAllowBrowser' | 'timeoutMs' | 'totalTimeoutMs' | 'maxRetries'> {
  /** Where `/chat/completions` is. @default '/api/together' */
  baseUrl?: string | undefined
  /** Null sends no Authorization header: the relay has the key. @default null */
  apiKey?: GeneratorInit['apiKey']
  headers?: HeadersSource | undefined
  /** @default 'meta-llama/Llama-3.3-70B-Instruct-Turbo' */
  model?: string | undefined
}

/** The relay's usual place. */
export const defaultBaseUrl = '/api/together'

/** A transport over Together AI's own protocol. Timers are 60 s and retries 2 unless given. */
export function createTogetherTransport(options: TogetherTransportOptions = {}): ChatTransport {
  const {
    baseUrl = defaultBaseUrl,
    apiKey = null,
    model: defaultModel,
    timeoutMs = 60_000,
    maxRetries = 2,
    ...rest
  } = options
  return {
    stream({
      messages,
      model = defaultModel,
      generationKwargs,
      tools,
      toolsStrict,
      signal,
      onRetry,
    }): AsyncIterable<StreamingChunk> {
      const generator = new TogetherAIChatGenerator({
        ...rest,
        apiBaseUrl: baseUrl,
        apiKey,
        model,
        timeoutMs,
        maxRetries,
        onRetry,
      })
      return generator.stream(messages, {
        generationKwargs,
        tools: tools.length > 0 ? tools : false,
        toolsStrict,
        signal,
      })
    },
  }
}
