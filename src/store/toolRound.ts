import type { AnyTool } from '../core/index.js'
import { now } from './clock.js'
import { aborted, isFinal } from './toolCallStatus.js'
import { failedOutcome, outcomeOf, reasonOf, type ToolOutcome } from './toolResult.js'
import type { ToolCallState, ToolCallStatus } from './types.js'

/** Answers the calls of one message: runs tools, asks people, waits for the application. */
export interface ToolRound {
  /** The calls as they are now, in the order of the message. */
  states(): readonly ToolCallState[]
  /** Begins; `onChange` and `onDone` are called from now on. */
  begin(): void
  /** The tool which may run now; null where nothing waited for it. */
  approve(key: string): AnyTool | null
  reject(key: string, reason: string | undefined): void
  /** The application's own answer. The first one counts. */
  answer(key: string, result: unknown, error: boolean): void
  /** Ends every open call as `aborted`; what its tool gives later goes nowhere. */
  stop(): void
}

export interface ToolRoundInit {
  calls: readonly ToolCallState[]
  tools: readonly AnyTool[]
  maxToolResultBytes: number
  /** Whether calls of this tool were allowed once and for all. */
  isApproved(tool: AnyTool): boolean
  onChange(): void
  /** Every call has its final state. */
  onDone(): void
}

export function createToolRound(init: ToolRoundInit): ToolRound {
  const { tools, maxToolResultBytes } = init
  const states = new Map(init.calls.map((call) => [call.key, call]))
  const running = new Map<string, AbortController>()
  let stopped = false
  let isDone = false

  function change(key: string, next: Partial<ToolCallState>): void {
    const state = states.get(key)
    if (!state || isFinal(state) || stopped) return
    states.set(key, { ...state, ...next })
    if (!finish()) init.onChange()
  }

  function finish(): boolean {
    const isFinished = [...states.values()].every(isFinal)
    if (isFinished && !isDone) {
      isDone = true
      init.onDone()
    }
    return isFinished
  }

  function close(key: string, status: ToolCallStatus, outcome: ToolOutcome): void {
    change(key, { status, ...outcome, finishedAt: now() })
    running.get(key)?.abort()
  }

  function settle(key: string, value: unknown): void {
    const outcome = outcomeOf(value, maxToolResultBytes)
    close(key, outcome.error === null ? 'done' : 'failed', outcome)
  }

  function fail(key: string, reason: string, status: ToolCallStatus = 'failed'): void {
    close(key, status, failedOutcome(reason))
  }

  async function check(state: ToolCallState, isAllowed: boolean): Promise<void> {
    const isWaiting = () => states.get(state.key)?.status === 'ready' && !stopped
    try {
      const { runTool } = await import('./runTool.js')
      await runTool({ ...init, state, isAllowed, isWaiting, running, change, fail, settle })
    } catch (thrown) {
      // Its code did not load: that is no fault of the arguments.
      fail(state.key, `The tool could not run: ${reasonOf(thrown)}`)
    }
  }

  return {
    states: () => [...states.values()],
    begin() {
      if (finish()) return
      for (const state of states.values()) if (state.status === 'ready') void check(state, false)
    },
    approve(key) {
      const state = states.get(key)
      if (state?.status !== 'awaiting-approval') return null
      change(key, { status: 'ready' })
      void check({ ...state, status: 'ready' }, true)
      return tools.find(({ name }) => name === state.name) ?? null
    },
    reject(key, reason) {
      if (states.get(key)?.status === 'running') return // it was allowed: only a stop ends it
      fail(key, reason || 'The user did not allow it.', 'rejected')
    },
    answer(key, result, error) {
      if (error) fail(key, textOf(result))
      else settle(key, result)
    },
    stop() {
      for (const [key, state] of states)
        if (!isFinal(state)) states.set(key, { ...state, ...aborted, finishedAt: now() })
      stopped = true
      for (const controller of running.values()) controller.abort()
    },
  }
}

function textOf(value: unknown): string {
  const { result, error } = outcomeOf(value, 16_384)
  return error ?? (typeof result === 'string' ? result : JSON.stringify(result))
}
