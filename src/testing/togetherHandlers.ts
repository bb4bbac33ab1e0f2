import { type HttpHandler, http } from 'msw'
import { createSimulator, type SimulatorOptions } from './createSimulator.js'

/** Options of `togetherHandlers`: those of the simulator, and where it answers. */
export interface TogetherHandlersOptions extends SimulatorOptions {
  /** The URL before `/chat/completions`, as `/api/together`. @default '*', any origin and path */
  baseUrl?: string | undefined
}

/**
 * Handlers for msw 2 over one simulator: `/chat/completions`, `/completions` and `/models`.
 *
 * @example
 * const server = setupServer(...togetherHandlers({ tokensPerSecond: Infinity }))
 */
export function togetherHandlers({ baseUrl = '*', ...options }: TogetherHandlersOptions = {}): HttpHandler[] {
  const simulator = createSimulator(options)
  const base = baseUrl.replace(/\/+$/, '')
  return [
    http.post(`${base}/chat/completions`, ({ request }) => simulator(request)),
    http.post(`${base}/completions`, ({ request }) => simulator(request)),
    http.get(`${base}/models`, ({ request }) => simulator(request)),
  ]
}
