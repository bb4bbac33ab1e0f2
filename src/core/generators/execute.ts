import { errorFromPayload } from '../http/describeError.js'
import { type HttpAnswer, sendRequest } from '../http/postJson.js'
import { isTogetherError, TogetherError } from '../http/TogetherError.js'
import { withRetries } from '../http/withRetries.js'
import { isRecord } from '../isRecord.js'
import type { ChatMessage } from '../messages/ChatMessage.js'
import { createEventDecoder, type EventDecoder } from '../stream/createEventDecoder.js'
import { createLineDecoder } from '../stream/createLineDecoder.js'
import type { StreamingChunk } from '../stream/StreamingChunk.js'
import type { WirePayload } from '../stream/wire.js'
import { parseJson } from '../tools/parseJson.js'
import { joinHeaders, type OpenConnection, withoutKey } from './connection.js'
import { createDelivery, type Delivery, type StreamingCallback } from './delivery.js'
import { readStream } from './readStream.js'
import type { PreparedBody } from './requestBody.js'

export interface Execution {
  connection: OpenConnection
  path: '/chat/completions' | '/completions'
  prepare(stream: boolean): PreparedBody
  stream: boolean
  signal: AbortSignal | undefined
  onChunk: StreamingCallback
  componentInfo: StreamingChunk['componentInfo']
}

/** Sends a run's request, with retries until something is shown, and gives its replies. Throws TogetherErrors only. */
export async function execute(run: Execution): Promise<{ replies: ChatMessage[] }> {
  const { signal, connection } = run
  const endsAt = Date.now() + connection.totalMs
  const delivery = createDelivery(run.onChunk)
  let { stream } = run
  const attempt = async () => {
    try {
      return await sendOnce(run, stream, endsAt, delivery)
    } catch (error) {
      if (stream || !isTogetherError(error) || error.code !== 'streaming-required') throw error
      stream = true // a model which answers as a stream only is asked again once
      return sendOnce(run, stream, endsAt, delivery)
    }
  }
  const { maxRetries, onRetry, canRefresh } = connection
  const { wasShown } = delivery
  const clean = (error: unknown) => withoutKey(error, connection)
  const replies = await withRetries({ signal, maxRetries, onRetry, wasShown, canRefresh, clean }, attempt)
  return { replies }
}

async function sendOnce(run: Execution, stream: boolean, endsAt: number, delivery: Delivery): Promise<ChatMessage[]> {
  const { body, extraHeaders, extraQuery } = run.prepare(stream)
  const { baseUrl, headers, fetch, timeoutMs } = run.connection
  delivery.restart()
  const request = {
    url: withQuery(`${baseUrl}${run.path}`, extraQuery),
    method: 'POST' as const,
    headers: async () => joinHeaders({ 'content-type': 'application/json' }, await headers(), extraHeaders),
    body: toJson(body),
    signal: run.signal,
    fetch,
    timeoutMs,
    endsAt,
  }
  return sendRequest(request, (answer) => readAnswer(answer, stream, run, delivery))
}

function withQuery(url: string, query: Record<string, string>): string {
  const text = new URLSearchParams(query).toString()
  return text === '' ? url : `${url}${url.includes('?') ? '&' : '?'}${text}`
}

/** How a stream of this type is cut into events. Backends over Together AI's SDK send its chunks as lines of JSON. */
function decoderFor(contentType: string): (() => EventDecoder) | false {
  if (contentType.includes('text/event-stream')) return createEventDecoder
  return /ndjson|jsonl|octet-stream|^$/.test(contentType) && createLineDecoder
}

/** A JSON answer to a streamed request is the non-streamed reply; any other answer which was not asked for is an error. */
async function readAnswer(
  answer: HttpAnswer,
  stream: boolean,
  run: Execution,
  delivery: Delivery,
): Promise<ChatMessage[]> {
  const { contentType, requestId } = answer
  const createDecoder = stream && decoderFor(contentType)
  if (createDecoder) return readStream(answer, createDecoder(), run.componentInfo, delivery)
  const text = await answer.text()
  const payload = parseBody(text, contentType)
  if (isRecord(payload) && payload.error) throw errorFromPayload(payload, requestId)
  if (!isRecord(payload)) throw notAsked(contentType, text)
  // Loaded when one comes: the hooks always ask for a stream.
  const { readCompletion } = await import('../stream/readCompletion.js')
  return readCompletion(payload as WirePayload)
}

function parseBody(text: string, contentType: string): unknown {
  try {
    return parseJson(text)
  } catch (cause) {
    if (isTogetherError(cause)) throw cause
    throw notAsked(contentType, text, cause)
  }
}

function notAsked(contentType: string, text: string, cause?: unknown): TogetherError {
  const kind = contentType === '' ? 'an answer without a content type' : contentType.split(';')[0]
  const words = /^\s*</.test(text) ? '' : ` It begins: ${text.slice(0, 200)}`
  const message = `The server answered 200 with ${kind}, which is not a chat completion. Check apiBaseUrl.${words}`
  return new TogetherError({ code: 'protocol', status: 200, message, body: text.slice(0, 2000), cause })
}

function toJson(body: object): string {
  try {
    return JSON.stringify(body)
  } catch (cause) {
    throw new TogetherError({
      code: 'invalid-argument',
      message: `The request cannot be written as JSON: ${(cause as Error).message}`,
      cause,
    })
  }
}
