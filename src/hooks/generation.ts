import { createReplyFolder, type ReplyMeta, type StreamingChunk, type TextCall } from '../core/index.js'
import { createFrameScheduler } from '../store/frames.js'

export interface GenerationResult {
  replies: string[]
  meta: ReplyMeta[]
}

/** The replies of one prompt as they are written, published once a frame. */
export interface Generation {
  subscribe(listener: () => void): () => void
  getState(): GenerationResult
  /** Runs a request; the one before is stopped. What it streams is shown, and in the end what it returns. */
  run(
    request: (call: Pick<TextCall, 'streamingCallback' | 'signal'>) => Promise<GenerationResult>,
    signal?: AbortSignal,
  ): Promise<GenerationResult>
  stop(): void
  reset(): void
}

const nothing: GenerationResult = { replies: [], meta: [] }

export function createGeneration(): Generation {
  const listeners = new Set<() => void>()
  let state = nothing
  let controller: AbortController | null = null
  /** The run whose text is shown: the last one, also when it was stopped; none after a reset. */
  let shown: AbortController | null = null

  function publish(next: GenerationResult): void {
    state = next
    for (const listener of listeners) listener()
  }

  function stop(): void {
    controller?.abort()
    controller = null
  }

  return {
    subscribe(listener) {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
    getState: () => state,
    async run(request, signal) {
      stop()
      const own = new AbortController()
      const onAbort = () => own.abort(signal?.reason)
      if (signal?.aborted) onAbort()
      signal?.addEventListener('abort', onAbort, { once: true })
      controller = own
      shown = own
      publish(nothing)
      const folder = createReplyFolder()
      const frames = createFrameScheduler(() => {
        if (shown === own) publish(resultOf(folder.replies({ streaming: true })))
      })
      const streamingCallback = (chunk: StreamingChunk) => {
        folder.push(chunk)
        frames.request()
      }
      try {
        const result = await request({ streamingCallback, signal: own.signal })
        frames.cancel()
        if (controller === own) publish(result)
        return result
      } catch (error) {
        frames.flush()
        throw error
      } finally {
        signal?.removeEventListener('abort', onAbort)
        frames.cancel()
        if (controller === own) controller = null
      }
    },
    stop,
    reset() {
      stop()
      shown = null
      publish(nothing)
    },
  }
}

function resultOf(replies: readonly { text: string | null; meta: ReplyMeta }[]): GenerationResult {
  return { replies: replies.map(({ text }) => text ?? ''), meta: replies.map(({ meta }) => meta) }
}
