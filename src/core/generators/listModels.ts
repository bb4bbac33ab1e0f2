import { loadEngine } from '../loadEngine.js'
import type { Connection } from './connection.js'

/** What a model costs. The API does not state the unit; its catalog reads as US dollars for a million tokens. */
export interface ModelPricing {
  readonly input?: number | undefined
  readonly output?: number | undefined
  readonly cached_input?: number | undefined
  readonly [key: string]: unknown
}

/** A row of `GET /models`. */
export interface ModelInfo {
  readonly id: string
  /** `chat`, `language`, `code`, `image`, `embedding`, `moderation`, `rerank`, … */
  readonly type?: string | undefined
  readonly display_name?: string | undefined
  readonly organization?: string | undefined
  /** In tokens. */
  readonly context_length?: number | undefined
  readonly pricing?: ModelPricing | undefined
  readonly [key: string]: unknown
}

/**
 * The models which the server offers. Together AI sends a bare list, others wrap it in `data`: both are read.
 * Throws TogetherErrors.
 */
export async function listModels(
  connection: Connection = {},
  call: { signal?: AbortSignal | undefined } = {},
): Promise<ModelInfo[]> {
  const { fetchModels } = await loadEngine({ signal: call.signal, timeoutMs: connection.timeoutMs })
  return fetchModels(connection, call.signal)
}
