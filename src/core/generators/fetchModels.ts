import { errorFromPayload } from '../http/describeError.js'
import { sendRequest } from '../http/postJson.js'
import { TogetherError } from '../http/TogetherError.js'
import { withRetries } from '../http/withRetries.js'
import { isRecord } from '../isRecord.js'
import { type Connection, connect, joinHeaders, withoutKey } from './connection.js'
import type { ModelInfo } from './listModels.js'

/** `GET /models`: see listModels. */
export async function fetchModels(connection: Connection, signal: AbortSignal | undefined): Promise<ModelInfo[]> {
  const open = connect(connection)
  const { baseUrl, headers, canRefresh, ...rest } = open
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
