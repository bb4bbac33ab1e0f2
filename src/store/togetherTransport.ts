import type { Connection } from '../core/index.js'
import { loadEngine } from '../core/loadEngine.js'
import type { ChatTransport } from './types.js'

/** The way to a relay, or to Together AI itself. */
export interface TogetherTransportOptions extends Omit<Connection, 'apiBaseUrl' | 'onRetry'> {
  /** Where `/chat/completions` is. @default '/api/together' */
  baseUrl?: string | undefined
  /** @default 'meta-llama/Llama-3.3-70B-Instruct-Turbo' */
  model?: string | undefined
}

/** The relay's usual place. */
export const defaultBaseUrl = '/api/together'

/** A connection with the defaults of a page: the relay, no key, timers of 60 s, two retries. */
export function pageConnection({ baseUrl, ...options }: TogetherTransportOptions): Connection {
  const { timeoutMs = 60_000, maxRetries = 2 } = options
  return { ...options, apiBaseUrl: baseUrl || defaultBaseUrl, timeoutMs, maxRetries }
}

/** A transport over Together AI's own protocol. Timers are 60 s and retries 2 unless given. */
export function createTogetherTransport(options: TogetherTransportOptions = {}): ChatTransport {
  const connection = pageConnection(options)
  return {
    async *stream({ onRetry, ...request }) {
      const { model = options.model } = request
      const { streamChat } = await loadEngine({ signal: request.signal, timeoutMs: connection.timeoutMs })
      yield* streamChat({ ...request, model, connection: { ...connection, onRetry } })
    },
  }
}
