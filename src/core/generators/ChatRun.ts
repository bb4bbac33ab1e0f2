import { TogetherError } from '../http/TogetherError.js'
import type { ChatMessage } from '../messages/ChatMessage.js'
import type { StreamingChunk } from '../stream/StreamingChunk.js'
import type { StreamingCallback } from './delivery.js'

/** What a run gives. */
export interface ChatResult {
  /** One for each choice, by index. */
  replies: ChatMessage[]
  /** With a Standard Schema as `response_format`: for each reply the value, or the TogetherError which says why not. */
  parsed?: unknown[] | undefined
}

/**
 * A streamed run: iterate it for its chunks, await `result` for its replies, or both. It starts with the first of the
 * two, so a loop has to begin in the same task; a chunk is read from the connection when the loop asks for it. Leaving the loop early closes the connection.
 */
export interface ChatRun extends AsyncIterable<StreamingChunk> {
  /** The replies. Rejects with a TogetherError whose `partial` holds what had arrived. */
  readonly result: Promise<ChatResult>
}

type Execute = (onChunk: StreamingCallback, signal: AbortSignal) => Promise<ChatResult>

/** Turns a run which pushes chunks into one from which they are pulled. */
export function createChatRun(execute: Execute, signal: AbortSignal | undefined): ChatRun {
  const channel = createChannel<StreamingChunk>()
  const controller = new AbortController()
  let iterated = false
  let missed = false
  let started: Promise<ChatResult> | null = null

  function deliver(chunk: StreamingChunk): Promise<void> | undefined {
    if (iterated) return channel.put(chunk)
    missed = true
    return undefined
  }

  function start(): Promise<ChatResult> {
    if (started) return started
    const onAbort = () => controller.abort(signal?.reason)
    if (signal?.aborted) onAbort()
    signal?.addEventListener('abort', onAbort, { once: true })
    started = Promise.resolve()
      .then(() => execute(deliver, controller.signal))
      .finally(() => signal?.removeEventListener('abort', onAbort))
    started.then(channel.end, channel.fail) // also keeps an unawaited result from being an unhandled rejection
    return started
  }

  return {
    get result() {
      return start()
    },
    [Symbol.asyncIterator]() {
      if (iterated || missed) throw once()
      iterated = true
      void start()
      return {
        next: channel.take,
        async return() {
          controller.abort(new TogetherError({ code: 'aborted', message: 'The loop over the chunks was left.' }))
          channel.end()
          return { done: true, value: undefined }
        },
      }
    },
  }
}

function once(): TogetherError {
  return new TogetherError({
    code: 'invalid-argument',
    message: 'A run is iterated once, from its beginning. Start another with stream().',
  })
}

/** Hands values over one at a time: `put` resolves when the value was taken, which is the back-pressure. */
function createChannel<T>() {
  let waitingValue: { value: T; taken: () => void } | null = null
  const takers: { resolve: (result: IteratorResult<T>) => void; reject: (error: unknown) => void }[] = []
  let ended: { error?: unknown } | null = null

  function finish(how: { error?: unknown }): void {
    ended ??= how
    waitingValue?.taken()
    waitingValue = null
    for (const taker of takers.splice(0)) settle(taker)
  }

  /** An error is thrown once; after it the iterator is done, like a generator. */
  function settle({ resolve, reject }: (typeof takers)[number]): void {
    if (ended && 'error' in ended) reject(ended.error)
    else resolve({ done: true, value: undefined })
    ended = {}
  }

  return {
    put(value: T): Promise<void> | undefined {
      if (ended) return undefined
      const taker = takers.shift()
      if (taker) return void taker.resolve({ done: false, value })
      return new Promise((taken) => {
        waitingValue = { value, taken }
      })
    },
    take: (): Promise<IteratorResult<T>> =>
      new Promise((resolve, reject) => {
        if (waitingValue) {
          const { value, taken } = waitingValue
          waitingValue = null
          resolve({ done: false, value })
          return taken()
        }
        if (ended) settle({ resolve, reject })
        else takers.push({ resolve, reject })
      }),
    end: () => finish({}),
    fail: (error: unknown) => finish({ error }),
  }
}
