// Longer than others: a turn is one state machine. What asks, what runs tools and what ends share its phase, its steps and
// what it waits for at the moment; in files of their own they would each change the state of the others.

import { toTogetherError } from '../core/http/TogetherError.js'
import { ChatMessage, type ReplyMeta, type StreamingChunk, TogetherError } from '../core/index.js'
import { openRecord } from './ledger.js'
import { createLiveReply, type LiveReplyInit, type Settled } from './liveReply.js'
import type { PreparedRequest } from './prepareRequest.js'
import { originOf } from './replyCalls.js'
import { createReplyRequest } from './replyRequest.js'
import { nextPhase, type RunEvent } from './runPhases.js'
import { keepEqual } from './same.js'
import { bestOf, followingNode } from './threadMessages.js'
import { isFinal } from './toolCallStatus.js'
import { reasonOf, resultMessage } from './toolResult.js'
import { createToolRound, type ToolRound } from './toolRound.js'
import type {
  ChatTransport,
  PrepareInfo,
  RequestRecord,
  RunState,
  ThreadMessage,
  ToolCallState,
  TransportRequest,
} from './types.js'

/** What a run tells its chat. Each call is one publication. */
export interface RunOutput {
  run?: RunState | undefined
  messages?: readonly ThreadMessage[]
  toolCalls?: readonly ToolCallState[]
  record?: RequestRecord
  /** What a request used, with what it had sent. */
  used?: PrepareInfo['last']
  /** The reply to go on with where nobody picked one, that is where the first message is shown. */
  best?: ThreadMessage
}

/** A reply which has its final state, beside the other choices. */
type SettledOutput = RunOutput & Settled

/** What a run needs of its chat. */
export interface RunHost {
  readonly transport: ChatTransport
  readonly maxSteps: number
  readonly maxToolResultBytes: number
  readonly isSeveral: boolean
  /** The request which answers the path to `parentId`, or goes on with `continued`; tells at once whom it asks. */
  prepare(
    parentId: string | null,
    continued: ThreadMessage | null,
    step: number,
    onAsked: (model: string | undefined, named: string | undefined) => void,
  ): Promise<PreparedRequest>
  /** Ids of the calls on the path to a message. */
  callIds(parentId: string | null): ReadonlySet<string>
  isApproved(tool: TransportRequest['tools'][number]): boolean
  onChunk(chunk: StreamingChunk): void
  /** What a complete reply says by its schema: its value, or why there is none. Null where it has no schema. */
  readObject(message: ChatMessage): Promise<Pick<ThreadMessage, 'object' | 'error'>> | null
  publish(output: RunOutput): void
}

/** The reply which goes on, or the one which another one replaces. */
export type Earlier = Pick<LiveReplyInit, 'continued' | 'replaced'>

/** A turn under way. */
export interface ActiveRun {
  /** The last reply in its final state. Never rejects. */
  readonly done: Promise<ThreadMessage>
  /** Asks for a reply under `parentId`, goes on with one, or puts one in the place of another. */
  ask(parentId: string | null, turnId: string, earlier?: Earlier): void
  /** Answers the calls of a message which is there already. */
  answer(message: ThreadMessage, calls: readonly ToolCallState[], tools: TransportRequest['tools']): void
  /** The calls which are being answered. */
  round(): ToolRound | null
  /** Publishes what arrived since the last frame. */
  flush(): void
  /** Ends it now; the text so far stays. */
  stop(): void
}

export const idle: RunState = { phase: 'idle', attempt: 0, retryAt: null }

/** Malformed arguments are told to the model so often in a row; then the turn ends. */
const maxRepairs = 2
const emptyReply = ChatMessage.fromAssistant(null)

/**
 * Follows a turn from its first request to its last reply: ask, run the tools which the reply calls, ask again. Every
 * fault leads to a final state.
 */
export function createRun(host: RunHost): ActiveRun {
  let run = idle
  let steps = 0
  let repairs = 0
  /** Those which the last request offered: options may change while it runs. */
  let tools: TransportRequest['tools'] = []
  let isOver = false
  /** What the run waits for: `stop` ends the turn with it, `abandon` leaves it behind. */
  let current: { stop(): void; abandon(): void; flush?(): void } | null = null
  let round: ToolRound | null = null
  let finish: (message: ThreadMessage) => void = () => {}
  const done = new Promise<ThreadMessage>((resolve) => {
    finish = resolve
  })

  function enter(event: RunEvent, output: RunOutput = {}, more: Partial<RunState> = {}): void {
    run = keepEqual({ ...run, retryAt: null, ...more, phase: nextPhase(run.phase, event) }, run)
    host.publish({ ...output, run })
  }

  function end(message: ThreadMessage, output: RunOutput): void {
    isOver = true
    current = null
    round = null
    run = idle
    try {
      host.publish({ ...output, run })
    } finally {
      finish(message) // whatever a subscriber throws: who waits for the turn is told
    }
  }

  /** What cannot be read or written ends the turn: as a fault of its last reply, which stays as it was last shown. */
  function guarded(shown: ThreadMessage, work: () => void): void {
    try {
      work()
    } catch (thrown) {
      if (isOver) throw thrown
      const error = toTogetherError(thrown, 'unknown', `The reply could not be read: ${reasonOf(thrown)}`)
      const failed: ThreadMessage = { ...shown, status: 'error', error }
      current?.abandon()
      end(failed, { messages: [failed] })
    }
  }

  function ask(parentId: string | null, turnId: string, earlier: Earlier = {}, before: RunOutput = {}): void {
    steps += 1
    const { isSeveral } = host
    const { continued = null } = earlier
    const knownCallIds = () => host.callIds(parentId)
    const reply = createLiveReply({ parentId, turnId, isSeveral, ...earlier, knownCallIds })
    let record = openRecord(turnId)
    let sent: readonly ChatMessage[] | null = null
    let shown = reply.messages()[0] as ThreadMessage
    const output = (): RunOutput => {
      const messages = reply.messages()
      shown = messages[0] ?? shown
      return { messages, toolCalls: reply.toolCalls(), record }
    }
    const sentAgain = (attempts: number) => {
      record = { ...record, attempts: Math.max(attempts, record.attempts) }
    }
    const request = createReplyRequest({
      reply,
      isContinued: continued !== null,
      transport: host.transport,
      async prepare() {
        const prepared = await host.prepare(parentId, continued, steps, (model, named) => {
          reply.asks(named)
          record = { ...record, model: model ?? null }
        })
        tools = prepared.tools
        sent = prepared.messages
        return prepared
      },
      onChunk: host.onChunk,
      onWait: ({ attempt, delayMs }) => enter('wait', output(), { attempt, retryAt: Date.now() + delayMs }),
      onAttempt(attempt) {
        sentAgain(attempt)
        enter('send', output(), { attempt })
      },
      onFirstToken() {
        const attempt = run.phase === 'retry-wait' ? run.attempt + 1 : run.attempt
        sentAgain(attempt)
        enter('token', output(), { attempt })
      },
      onFrame() {
        record = { ...record, chunks: reply.chunks() }
        guarded(shown, () => host.publish(output()))
      },
      onEnd(ending) {
        if (sent) sentAgain(ending.error?.attempts ?? 1)
        else record = { ...record, attempts: 0 }
        guarded(shown, () => {
          const settled = reply.settle(ending, record.attempts)
          const [first] = settled.messages as [ThreadMessage]
          const { usage = null, model }: ReplyMeta = first.message.meta
          const known = { chunks: reply.chunks(), usage: reply.usage() ?? usage, model: model ?? record.model }
          record = { ...record, ...known, isOpen: false }
          const best = bestOf(settled.messages)
          afterReply(best, { ...settled, best, record, used: usage ? sent && { usage, messages: sent } : null })
        })
      },
    })
    current = request
    const messages = [...(before.messages ?? []), ...reply.messages()]
    enter('send', { ...before, messages, record }, { attempt: 1 })
    if (!isOver) request.begin()
  }

  function afterReply(message: ThreadMessage, output: SettledOutput): void {
    const calls = output.toolCalls.filter(({ messageId }) => messageId === message.id)
    if (message.status !== 'complete' || run.phase === 'stopping') end(message, output)
    // Without tools the application knows what a call means, and answers it when it likes.
    else if (calls.length === 0 || tools.length === 0) readObjects(message, output)
    else if (steps >= host.maxSteps) fail(message, output)
    else answerCalls(message, calls, output)
  }

  /** Holds each choice against its schema; what they say is shown meanwhile. */
  function readObjects(last: ThreadMessage, output: SettledOutput): void {
    const reading = output.messages.map(({ status, message }) =>
      status === 'complete' ? host.readObject(message) : null,
    )
    const finishWith = (read: readonly (Partial<ThreadMessage> | null)[]) => {
      if (isOver) return
      const messages = output.messages.map((reply, place) => (read[place] ? { ...reply, ...read[place] } : reply))
      end(messages[output.messages.indexOf(last)] ?? last, { ...output, messages })
    }
    current = { stop: () => finishWith([]), abandon() {} }
    const isPlain = reading.every((each) => each === null)
    if (isPlain) finishWith([])
    else host.publish(output)
    if (!isOver) Promise.all(reading).then(finishWith, () => finishWith([]))
  }

  function answerCalls(message: ThreadMessage, calls: readonly ToolCallState[], output: RunOutput): void {
    const own = createToolRound({
      ...host,
      calls,
      tools,
      onChange: () => publishCalls(own),
      onDone: () => guarded(message, () => afterTools(message, own.states())),
    })
    round = own
    current = {
      stop() {
        own.stop()
        const stopped: ThreadMessage = { ...message, status: 'stopped' }
        guarded(message, () =>
          end(stopped, { messages: [stopped, ...resultNodes(message, own.states())], toolCalls: own.states() }),
        )
      },
      abandon: own.stop,
    }
    enter('run-tools', output)
    if (!isOver) own.begin()
  }

  function afterTools(message: ThreadMessage, toolCalls: readonly ToolCallState[]): void {
    if (isOver) return
    round = null
    repairs = toolCalls.some(({ status }) => status === 'invalid') ? repairs + 1 : 0
    const messages = resultNodes(message, toolCalls)
    const last = messages.at(-1) ?? message
    // The results stay: a retry goes on from them, and runs no tool again.
    const error = loopError(
      `The model's tool calls are a malformed JSON string, ${maxRepairs + 1} times; toolsStrict: true prevents it.`,
    )
    const failed: ThreadMessage = { ...followingNode(last, emptyReply), status: 'error', error }
    if (repairs <= maxRepairs) ask(last.id, message.turnId, {}, { messages, toolCalls })
    else end(failed, { messages: [...messages, failed], toolCalls })
  }

  /** Ends the turn with an error of its last reply, whose open calls are never answered. */
  function fail(message: ThreadMessage, output: SettledOutput): void {
    const error = loopError(`The model asked for tools again after ${steps} requests: see maxSteps.`)
    const next: ThreadMessage = { ...message, status: 'error', error }
    const messages = output.messages.map((each) => (each === message ? next : each))
    const toolCalls = output.toolCalls.map((call) =>
      isFinal(call) ? call : { ...call, status: 'aborted' as const, error: error.message },
    )
    end(next, { ...output, messages, toolCalls })
  }

  function publishCalls(own: ToolRound): void {
    const isAsking = own.states().every((state) => isFinal(state) || state.status === 'awaiting-approval')
    enter(isAsking ? 'ask' : 'run-tools', { toolCalls: own.states() })
  }

  return {
    done,
    ask,
    answer(message, calls, given) {
      tools = given
      answerCalls(message, calls, {})
    },
    round: () => round,
    flush: () => current?.flush?.(),
    stop() {
      if (isOver) return
      run = { ...run, phase: nextPhase(run.phase, 'stop') }
      current?.stop()
    },
  }
}

function resultNodes(message: ThreadMessage, states: readonly ToolCallState[]): ThreadMessage[] {
  let parent = message
  return states.map((state) => {
    parent = followingNode(parent, resultMessage(state, originOf(state, message)))
    return parent
  })
}

function loopError(message: string): TogetherError {
  return new TogetherError({ code: 'tool-loop', message })
}
