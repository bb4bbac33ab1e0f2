import { createStore } from 'zustand/vanilla'
import {
  createReplyFolder,
  isTogetherError,
  type StreamingChunk,
  type TextCall,
  type TextResult,
} from '../core/index.js'
import { createFrameScheduler } from '../store/frames.js'
import { loadStructured, readJson } from '../store/loadStructured.js'

/** What a prompt gave: `replies[i]`, `meta[i]` and with a schema `parsed[i]` belong to choice i. */
export type GenerationResult = TextResult

/** What is shown of a generation. */
export interface GenerationState extends Pick<TextResult, 'replies' | 'meta'> {
  /** With a `responseFormat`: each reply as far as it parses, in the end the validated values. */
  readonly objects: readonly unknown[]
  readonly isStopped: boolean
}

type Request = (call: Required<Pick<TextCall, 'streamingCallback' | 'signal'>>) => Promise<TextResult>

export interface GenerationOptions {
  signal?: AbortSignal | undefined
  /** Whether it waits for the one before; else that one is stopped. */
  isQueued: boolean
  /** Whether the replies are JSON. */
  hasObjects: boolean
}

/** A prompt which was registered, and whose request is still to come. */
export interface GenerationRun {
  /** Sends the request when its turn has come. Stopped, it resolves with what had arrived. */
  follow(): Promise<TextResult>
  /** Makes room for the next; also for a prompt which nobody followed. */
  end(): void
}

/** The replies of one prompt as they are written, published once a frame. */
export interface Generation {
  subscribe(listener: () => void): () => void
  getState(): GenerationState
  /** Registers a request at once, so that `stop` finds it. What it streams is shown, and in the end what it returns. */
  register(request: Request, options: GenerationOptions): GenerationRun
  stop(): void
  reset(): void
}

const nothing: GenerationState = { replies: [], meta: [], objects: [], isStopped: false }

export function createGeneration(): Generation {
  const { subscribe, getState, setState } = createStore(() => nothing)
  /** Those which run or wait; the last one is shown, also when it was stopped, and none after a reset. */
  const runs = new Set<AbortController>()
  let shown: AbortController | null = null
  let before: Promise<unknown> = Promise.resolve()

  function stop(): void {
    for (const controller of runs) controller.abort()
    runs.clear()
  }

  function begin(own: AbortController): void {
    shown = own
    setState(nothing)
  }

  async function follow(own: AbortController, request: Request, hasObjects: boolean): Promise<TextResult> {
    const folder = createReplyFolder()
    const show = (result: TextResult, isStopped = false) => {
      if (shown === own) setState({ ...result, objects: hasObjects ? objectsOf(result) : [], isStopped }, true)
    }
    const frames = createFrameScheduler(() => show(resultOf(folder.replies({ streaming: true }))))
    const streamingCallback = (chunk: StreamingChunk) => {
      folder.push(chunk)
      frames.request()
    }
    if (own.signal.aborted) {
      const none = resultOf([])
      show(none, true) // where it waited for another one, what that shows stays
      return none
    }
    if (shown !== own) begin(own)
    try {
      if (hasObjects) await loadStructured().catch(() => {}) // without it an object is shown once it is whole
      const result = await request({ streamingCallback, signal: own.signal })
      show(result)
      return result
    } catch (error) {
      const arrived = resultOf(folder.replies())
      const isStopped = isTogetherError(error) && error.code === 'aborted'
      show(arrived, isStopped)
      if (isStopped) return arrived
      throw error
    } finally {
      frames.cancel()
    }
  }

  return {
    subscribe,
    getState,
    register(request, { signal, isQueued, hasObjects }) {
      if (!isQueued) stop()
      const own = new AbortController()
      const onAbort = () => own.abort(signal?.reason)
      if (signal?.aborted) onAbort()
      signal?.addEventListener('abort', onAbort, { once: true })
      if (runs.size === 0) begin(own)
      runs.add(own)
      const turn = isQueued ? before : Promise.resolve()
      let free = () => {}
      before = new Promise<void>((resolve) => {
        free = resolve
      })
      const end = () => {
        signal?.removeEventListener('abort', onAbort)
        runs.delete(own)
        free()
      }
      return { follow: () => turn.then(() => follow(own, request, hasObjects)).finally(end), end }
    },
    stop,
    reset() {
      stop()
      shown = null
      setState(nothing)
    },
  }
}

function resultOf(replies: ReturnType<ReturnType<typeof createReplyFolder>['replies']>): TextResult {
  return { replies: replies.map(({ text }) => text ?? ''), meta: replies.map(({ meta }) => meta) }
}

/** The validated values where there are some; what does not match its schema stays as far as it parses. */
function objectsOf({ replies, parsed }: TextResult): unknown[] {
  return replies.map((text, place) => {
    const value = parsed?.[place]
    return value === undefined || isTogetherError(value) ? readJson(text) : value
  })
}
