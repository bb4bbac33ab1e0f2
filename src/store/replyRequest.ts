import type { RetryEvent, StreamingChunk } from '../core/index.js'
import { consume } from './consume.js'
import { type Ending, endingOf, whole } from './ending.js'
import { createFrameScheduler } from './frames.js'
import type { LiveReply } from './liveReply.js'
import type { PreparedRequest } from './prepareRequest.js'
import type { ChatTransport } from './types.js'

export interface ReplyRequestInit {
  reply: LiveReply
  /** Whether the reply had a text before: then whatever fails leaves it interrupted. */
  isContinued: boolean
  transport: ChatTransport
  /** Makes the request; what it throws is the reply's error. */
  prepare(): Promise<PreparedRequest>
  onChunk(chunk: StreamingChunk): void
  /** An attempt failed; the next is made after the wait. */
  onWait(event: RetryEvent): void
  /** The wait is over, the next attempt is made. */
  onAttempt(attempt: number): void
  onFirstToken(): void
  /** Once a frame while the reply grows. */
  onFrame(): void
  /** The end, called once, at once. */
  onEnd(ending: Ending): void
}

/** One request under way. */
export interface ReplyRequest {
  begin(): void
  /** Ends it now. */
  stop(): void
  /** Tells what arrived since the last frame. */
  flush(): void
  /** Closes it without a word: nothing is told any more. */
  abandon(): void
}

/** Follows one request to its end, whatever happens: deltas gather outside of the store, the end is told at once. */
export function createReplyRequest(init: ReplyRequestInit): ReplyRequest {
  const { reply } = init
  const controller = new AbortController()
  const frames = createFrameScheduler(init.onFrame)
  let isOver = false
  let isStreaming = false
  let retryTimer: ReturnType<typeof setTimeout> | undefined

  function end(ending: Ending): void {
    if (isOver) return
    isOver = true
    clearTimeout(retryTimer)
    frames.cancel()
    init.onEnd(ending)
  }

  function onRetry(event: RetryEvent): void {
    if (isOver || isStreaming) return
    clearTimeout(retryTimer)
    init.onWait(event)
    if (isOver) return
    retryTimer = setTimeout(() => {
      if (!isOver && !isStreaming) init.onAttempt(event.attempt + 1)
    }, event.delayMs)
  }

  function onChunk(chunk: StreamingChunk): void {
    if (isOver) return
    reply.push(chunk)
    if (isStreaming) frames.request()
    else if (reply.chunks() > 0) {
      isStreaming = true
      clearTimeout(retryTimer)
      init.onFirstToken()
    }
    init.onChunk(chunk) // last: it may stop the run
  }

  async function read(): Promise<void> {
    const request = await init.prepare()
    if (isOver) return
    const { signal } = controller
    await consume(init.transport.stream({ ...request, signal, onRetry }), signal, onChunk)
  }

  return {
    begin() {
      read().then(
        () => end(whole),
        (thrown) => end(endingOf(thrown, reply.chunks() > 0, init.isContinued)),
      )
    },
    flush: frames.flush,
    abandon() {
      isOver = true
      clearTimeout(retryTimer)
      frames.cancel()
      controller.abort()
    },
    stop() {
      end({ status: 'stopped', error: null })
      controller.abort()
    },
  }
}
