import type { AnyTool } from '../core/index.js'
import { now } from './clock.js'
import { isFinal } from './toolCallStatus.js'
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
  maxResultBytes: number
  /** Whether calls of this tool were allowed once and for all. */
  isApproved(tool: AnyTool): boolean
  onChange(): void
  /** Every call has its final state. */
  onDone(): void
}

export function createToolRound(init: ToolRoundInit): ToolRound {
  const { tools, maxResultBytes } = init
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
    const outcome = outcomeOf(value, maxResultBytes)
    close(key, outcome.error === null ? 'done' : 'failed', outcome)
  }

  function fail(key: string, reason: string, status: ToolCallStatus = 'failed'): void {
    close(key, status, failedOutcome(reason))
  }

  const toolOf = ({ name }: ToolCallState) => tools.find((tool) => tool.name === name)

  async function check(state: ToolCallState, isAllowed: boolean): Promise<void> {
    const tool = toolOf(state)
    if (!tool) return unknownTool(state)
    let checked: Awaited<ReturnType<AnyTool['validate']>>
    try {
      checked = await tool.validate(state.arguments)
    } catch (thrown) {
      // Its code did not load: that is no fault of the arguments.
      return fail(state.key, `The arguments could not be checked: ${reasonOf(thrown)}`)
    }
    const mustAsk = tool.needsApproval && !init.isApproved(tool)
    if ('problem' in checked) fail(state.key, checked.problem, 'invalid')
    else if (mustAsk && !isAllowed) change(state.key, { status: 'awaiting-approval' })
    else await execute(state, tool, checked.value)
  }

  /** Without any tools the application knows what the call means, and answers it. */
  function unknownTool({ key, name }: ToolCallState): void {
    if (tools.length === 0) return
    const names = tools.map((tool) => tool.name).join(', ')
    fail(key, `Tool '${name}' not found. Available tools: ${names}`)
  }

  async function execute({ key, id }: ToolCallState, tool: AnyTool, args: unknown): Promise<void> {
    const { execute: run, timeoutMs } = tool
    if (!run) return change(key, { status: 'ready' })
    if (states.get(key)?.status !== 'ready' || stopped) return // over, or begun, while its arguments were checked
    const controller = new AbortController()
    running.set(key, controller)
    change(key, { status: 'running', startedAt: now() })
    if (controller.signal.aborted) return // by whoever heard that it runs
    const timer = setTimeout(
      () => fail(key, `The tool did not answer within ${timeoutMs / 1000} s.`),
      Math.min(timeoutMs, maxTimerMs),
    )
    controller.signal.addEventListener('abort', () => clearTimeout(timer), { once: true }) // it may never settle
    try {
      settle(key, await run(args, { signal: controller.signal, toolCallId: id }))
    } catch (thrown) {
      fail(key, `Error: ${reasonOf(thrown)}`)
    } finally {
      clearTimeout(timer)
      running.delete(key)
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
      return toolOf(state) ?? null
    },
    reject(key, reason) {
      if (states.get(key)?.status === 'running') return // it was allowed: only a stop ends it
      fail(key, reason || 'The user did not allow this call.', 'rejected')
    },
    answer(key, result, error) {
      if (error) fail(key, typeof result === 'string' ? result : textOf(result))
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

/** Timers cannot wait longer: they would end at once. */
const maxTimerMs = 2 ** 31 - 1

const aborted = { status: 'aborted', error: 'The call was stopped.' } as const

function textOf(value: unknown): string {
  const { result, error } = outcomeOf(value, 16_384)
  return error ?? (typeof result === 'string' ? result : JSON.stringify(result))
}
