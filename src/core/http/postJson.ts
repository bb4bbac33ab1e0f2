import { errorFromResponse } from './describeError.js'
import { createInterruptibleReader } from './interruptible.js'
import { abortedError, extendError, isTogetherError, TogetherError, toTogetherError } from './TogetherError.js'
import { createWatchdog, type Watchdog } from './watchdog.js'

/** A function like the platform's `fetch`. */
export type Fetch = (input: string, init: RequestInit) => Promise<Response>

export interface HttpRequest {
  url: string
  method: 'GET' | 'POST'
  /** Asked for under the request's own timer and signal. */
  headers(): Promise<Headers>
  body?: string | undefined
  fetch: Fetch
  signal: AbortSignal | undefined
  timeoutMs: number
  /** When the whole turn ends, as `Date.now()`. */
  endsAt: number
}

/** An answer with a status of 2xx, its body still to be read under the same timers and signal. */
export interface HttpAnswer {
  contentType: string
  requestId: string | null
  /** The next bytes, or null at the end. Rejects with a TogetherError. */
  read(): Promise<Uint8Array | null>
  /** The rest of the body as text. */
  text(): Promise<string>
  watchdog: Watchdog
  during<T>(work: Promise<T>): Promise<T>
}

const maxErrorBodyBytes = 256 * 1024

/**
 * The one place which calls fetch: sends one request, checks the status, and hands the open answer to `use`. Whatever
 * ends it (a timer, the signal, a thrown error, or `use` itself), the connection is closed and no listener stays.
 * Throws TogetherErrors only.
 */
export async function sendRequest<T>(request: HttpRequest, use: (answer: HttpAnswer) => Promise<T>): Promise<T> {
  const { signal } = request
  if (signal?.aborted) throw abortedError(signal)
  const connection = openConnection()
  const onAbort = () => connection.close(abortedError(signal))
  signal?.addEventListener('abort', onAbort, { once: true })
  const watchdog = createWatchdog({ timeoutMs: request.timeoutMs, endsAt: request.endsAt, onTimeout: connection.close })
  try {
    const response = await connection.fetch(request)
    const answer = { ...readable(response, watchdog, connection.attach), during: connection.during }
    if (!response.ok) throw errorFromResponse(response, await errorBody(answer))
    try {
      return await use(answer)
    } catch (error) {
      throw isTogetherError(error) ? extendError(error, { requestId: error.requestId ?? answer.requestId }) : error
    }
  } finally {
    watchdog.stop()
    signal?.removeEventListener('abort', onAbort)
    connection.close(new TogetherError({ code: 'aborted', message: 'The answer was read to its end.' }))
  }
}

type Interrupt = (reason: TogetherError) => void

function openConnection() {
  const controller = new AbortController()
  let closed: TogetherError | null = null
  let interrupt: Interrupt = () => {}
  return {
    close(reason: TogetherError): void {
      closed ??= reason
      interrupt(closed)
      controller.abort(closed)
    },
    attach(next: Interrupt): void {
      interrupt = next
      if (closed) next(closed)
    },
    /** `work`, cut short when the connection closes: a callback which never settles does not hold the run. */
    during: <T>(work: Promise<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        const attached = interrupt
        const done = () => {
          interrupt = attached
        }
        interrupt = (reason) => {
          attached(reason)
          reject(reason)
        }
        if (closed) reject(closed)
        work.finally(done).then(resolve, reject)
      }),
    fetch: (request: HttpRequest): Promise<Response> =>
      new Promise((resolve, reject) => {
        interrupt = reject
        callFetch(request, controller.signal).then(
          (response) => (closed ? response.body?.cancel(closed).catch(() => {}) : resolve(response)),
          (cause) => reject(closed ?? (isTogetherError(cause) ? cause : connectionError(cause))),
        )
      }),
  }
}

async function callFetch(request: HttpRequest, signal: AbortSignal): Promise<Response> {
  const { fetch, url, method, body } = request
  const headers = Object.fromEntries(await request.headers())
  if (signal.aborted) throw signal.reason
  return fetch(url, { method, headers, signal, redirect: 'error', ...(body !== undefined && { body }) })
}

/** A `fetch` of the caller's may answer with anything. */
function readable(...args: Parameters<typeof openAnswer>): ReturnType<typeof openAnswer> {
  try {
    return openAnswer(...args)
  } catch (cause) {
    throw new TogetherError({ code: 'protocol', message: 'fetch gave no response which can be read.', cause })
  }
}

function openAnswer(
  response: Response,
  watchdog: Watchdog,
  attach: (interrupt: Interrupt) => void,
): Omit<HttpAnswer, 'during'> {
  const reader = response.body && createInterruptibleReader(response.body)
  if (reader) attach(reader.interrupt)
  const read = async () => {
    if (!reader) return null
    try {
      const { done, value } = await reader.read()
      return done ? null : value
    } catch (cause) {
      throw toTogetherError(cause, 'network', 'The connection to Together AI was lost.')
    }
  }
  return {
    contentType: response.headers.get('content-type')?.toLowerCase() ?? '',
    requestId: response.headers.get('x-request-id'),
    read,
    text: () => readText(read, Number.POSITIVE_INFINITY),
    watchdog,
  }
}

async function readText(read: HttpAnswer['read'], maxBytes: number): Promise<string> {
  const utf8 = new TextDecoder()
  let text = ''
  let bytes = 0
  for (let chunk = await read(); chunk !== null && bytes <= maxBytes; chunk = await read()) {
    text += utf8.decode(chunk.subarray(0, maxBytes), { stream: true })
    bytes += chunk.byteLength
  }
  return text + utf8.decode()
}

/** An error's body, parsed where it is JSON. A body which breaks off or does not come leaves the status to speak. */
async function errorBody(answer: Pick<HttpAnswer, 'read'>): Promise<unknown> {
  const text = await readText(answer.read, maxErrorBodyBytes).catch((error: TogetherError) => {
    if (error.code === 'aborted') throw error
    return ''
  })
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

function connectionError(cause: unknown): TogetherError {
  return new TogetherError({
    code: 'network',
    retryable: true,
    cause,
    message:
      'No connection to Together AI. A missing CORS header and a redirect look like this too: use a relay on your origin.',
  })
}
