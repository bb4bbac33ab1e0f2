import type { AnyTool } from '../core/index.js'
import { now } from './clock.js'
import { reasonOf } from './toolResult.js'
import type { ToolRoundInit } from './toolRound.js'
import type { ToolCallState, ToolCallStatus } from './types.js'

/** A call which waits to be run, and what its round does with it. */
export interface ToolCallToRun extends Pick<ToolRoundInit, 'tools' | 'isApproved'> {
  readonly state: ToolCallState
  /** Whether a person just allowed it. */
  readonly isAllowed: boolean
  /** Whether it still waits: it may be over while its arguments are checked. */
  isWaiting(): boolean
  /** What stops the tools at work. */
  readonly running: Map<string, AbortController>
  change(key: string, next: Partial<ToolCallState>): void
  fail(key: string, reason: string, status?: ToolCallStatus): void
  settle(key: string, value: unknown): void
}

/** Checks the arguments of a call, asks for approval where that is needed, and runs its tool. Loaded with the first call. */
export async function runTool(call: ToolCallToRun): Promise<void> {
  const { state, tools, isAllowed, change, fail } = call
  const tool = tools.find(({ name }) => name === state.name)
  if (!tool) return refuseUnknown(call)
  const checked = await tool.validate(state.arguments)
  const mustAsk = tool.needsApproval && !call.isApproved(tool)
  if ('problem' in checked) fail(state.key, checked.problem, 'invalid')
  else if (mustAsk && !isAllowed) change(state.key, { status: 'awaiting-approval' })
  else await execute(call, tool, checked.value)
}

/** Without any tools the application knows what the call means, and answers it. */
function refuseUnknown({ state: { key, name }, tools, fail }: ToolCallToRun): void {
  if (tools.length === 0) return
  fail(key, `Tool '${name}' not found. Available tools: ${tools.map((tool) => tool.name).join(', ')}`)
}

async function execute(
  { state, isWaiting, running, change, fail, settle }: ToolCallToRun,
  tool: AnyTool,
  args: unknown,
) {
  const { key, id } = state
  const { execute: run, timeoutMs } = tool
  if (!run) return change(key, { status: 'ready' })
  if (!isWaiting()) return // over, or begun, while its arguments were checked
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

/** Timers cannot wait longer: they would end at once. */
const maxTimerMs = 2 ** 31 - 1
