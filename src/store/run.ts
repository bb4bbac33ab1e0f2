import { isTogetherError, type RetryEvent, type StreamingChunk, TogetherError } from '../core/index.js'
import { consume } from './consume.js'
import { createFrameScheduler } from './frames.js'
import { createLiveReply, type LiveReply } from './liveReply.js'
import type { ChatTransport, MessageStatus, RunState, ThreadMessage, ToolCallState, TransportRequest } from './types.js'

/** What a run tells its chat. Each call is one publication. */
export interface RunOutput {
  run?: RunState
  messages?: readonly ThreadMessage[]
  toolCalls?: readonly ToolCallState[]
}

export interface RunInit {
  parentId: string | null
  turnId: string
  /** Whether more than one choice is asked for. */
  isSeveral: boolean
  transport: ChatTransport
  /** Makes the request; what it throws is the reply's error. */
  request(): Omit<TransportRequest, 'signal' | 'onRetry'>
  onChunk(chunk: StreamingChunk): void
  publish(output: RunOutput): void
}

/** One request under way. */
export interface ActiveRun {
  /** The reply's message in its final state. Never rejects. */
  readonly done: Promise<ThreadMessage>
  /** Sends the request: after the chat knows the run, so that whoever hears of it can stop it. */
  begin(): void
  /** Ends it now; the text so far stays. */
  stop(): void
}

export const idle: RunState = { phase: 'idle', attempt: 0, retryAt: null }

/**
 * Sends a request and follows its reply to a final state, whatever happens: deltas gather outside of the store and are
 * published once a frame, state changes and the end at once.
 *
 * sending -> streaming -> idle, with sending -> retry-wait -> sending before the first token.
 */
export function createRun(init: RunInit): ActiveRun {
  const { publish } = init
  const reply = createLiveReply(init.parentId, init.turnId, init.isSeveral)
  const controller = new AbortController()
  const frames = createFrameScheduler(() =>
    publish({ messages: reply.messages(), toolCalls: reply.toolCalls('streaming') }),
  )
  let run: RunState = { phase: 'sending', attempt: 1, retryAt: null }
  let finish: (message: ThreadMessage) => void = () => {}
  let settled = false
  let retryTimer: ReturnType<typeof setTimeout> | undefined
  const done = new Promise<ThreadMessage>((resolve) => {
    finish = resolve
  })

  function enter(next: RunState): void {
    run = next
    publish({ run, messages: reply.messages(), toolCalls: reply.toolCalls('streaming') })
  }

  function settle(status: MessageStatus, error: TogetherError | null): void {
    if (settled) return
    settled = true
    clearTimeout(retryTimer)
    frames.cancel()
    const messages = reply.settle(status, error)
    publish({ run: idle, messages, toolCalls: reply.toolCalls(status === 'complete' ? 'ready' : 'aborted') })
    finish(messages[0] as ThreadMessage)
  }

  function onRetry({ attempt, delayMs }: RetryEvent): void {
    if (settled) return
    enter({ phase: 'retry-wait', attempt, retryAt: Date.now() + delayMs })
    retryTimer = setTimeout(() => {
      if (run.phase === 'retry-wait') enter({ phase: 'sending', attempt: attempt + 1, retryAt: null })
    }, delayMs)
  }

  function onChunk(chunk: StreamingChunk): void {
    if (settled) return
    reply.push(chunk)
    if (run.phase === 'streaming') frames.request()
    else if (reply.hasContent()) enter({ phase: 'streaming', attempt: run.attempt, retryAt: null })
    init.onChunk(chunk) // last: it may stop the run
  }

  return {
    done,
    begin() {
      enter(run)
      if (settled) return
      readReply(init, { signal: controller.signal, onRetry }, onChunk).then(
        () => settle('complete', null),
        (thrown) => settle(...failureOf(thrown, reply)),
      )
    },
    stop() {
      settle('stopped', null)
      controller.abort()
    },
  }
}

async function readReply(
  { transport, request }: RunInit,
  rest: Pick<TransportRequest, 'signal' | 'onRetry'>,
  each: (chunk: StreamingChunk) => void,
): Promise<void> {
  await consume(transport.stream({ ...request(), ...rest }), rest.signal, each)
}

/** What was received and then broke off is interrupted; what the server refused is an error. */
function failureOf(thrown: unknown, reply: LiveReply): [MessageStatus, TogetherError | null] {
  const error = isTogetherError(thrown) ? thrown : wrapped(thrown)
  if (error.code === 'aborted') return ['stopped', null]
  const brokeOff = error.code === 'truncated' || (reply.hasContent() && ['network', 'timeout'].includes(error.code))
  return [brokeOff ? 'interrupted' : 'error', error]
}

function wrapped(cause: unknown): TogetherError {
  const reason = cause instanceof Error ? cause.message : String(cause)
  return new TogetherError({ code: 'unknown', message: `The request failed: ${reason}`, cause })
}
