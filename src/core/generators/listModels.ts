import { errorFromPayload } from '../http/describeError.js'
import { sendRequest } from '../http/postJson.js'
import { TogetherError } from '../http/TogetherError.js'
import { withRetries } from '../http/withRetries.js'
import { isRecord } from '../stream/wire.js'
import { type Connection, connect, joinHeaders, withoutKey } from './connection.js'

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
  const open = connect(connection)
  const { baseUrl, headers, canRefresh, ...rest } = open
  const { signal } = call
  const endsAt = Date.now() + rest.totalMs
  const send = async () => {
    const request = {
      url: `${baseUrl}/models`,
      method: 'GET' as const,
      headers: async () => joinHeaders(await headers()),
      signal,
      endsAt,
      ...rest,
    }
    return sendRequest(request, async (answer) => readModels(await answer.text(), answer.requestId))
  }
  const { maxRetries, onRetry } = rest
  const clean = (error: unknown) => withoutKey(error, open)
  return withRetries({ signal, maxRetries, onRetry, wasShown: () => false, canRefresh, clean }, send)
}

function readModels(text: string, requestId: string | null): ModelInfo[] {
  const payload = parse(text)
  if (isRecord(payload) && payload.error) throw errorFromPayload(payload, requestId)
  const rows = isRecord(payload) ? payload.data : payload
  if (!Array.isArray(rows))
    throw new TogetherError({
      code: 'protocol',
      status: 200,
      requestId,
      message: 'The answer is not a list of models.',
    })
  return rows.filter((row) => isRecord(row) && typeof row.id === 'string')
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
