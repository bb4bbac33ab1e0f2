import type { ToolCall, ToolCallResult } from '../../core/index.js'
import type { ThreadMessage, ToolCallState } from '../../store/index.js'
import { valueText } from './valueText.js'

/**
 * The tool calls of a message, with their results from the messages after it: those which the store follows, else what
 * the parts tell (a message from before this session). What nobody answered before the thread went on was not run.
 */
export function toolCallsOf(
  { id, message, status }: ThreadMessage,
  live: readonly ToolCallState[],
  results: readonly ToolCallResult[],
  isLast: boolean,
): readonly ToolCallState[] {
  const calls = live.length > 0 ? live : message.toolCalls.map((call, place) => fromPart(call, `${id}:${place}`, id))
  const isOver = status !== 'streaming' && status !== 'pending'
  if (!isOver) return calls
  const answered = calls.map((call) => withResult(call, results))
  return isLast ? answered : answered.map(withoutAnswer)
}

function withoutAnswer(call: ToolCallState): ToolCallState {
  const isOpen = call.status === 'ready' || call.status === 'awaiting-approval'
  return isOpen ? { ...call, status: 'aborted' } : call
}

function fromPart(call: ToolCall, key: string, messageId: string): ToolCallState {
  return {
    key,
    messageId,
    id: call.id ?? '',
    name: call.toolName,
    argumentsText: JSON.stringify(call.arguments),
    arguments: call.arguments,
    status: 'ready',
    result: undefined,
    error: null,
    startedAt: null,
    finishedAt: null,
  }
}

function withResult(call: ToolCallState, results: readonly ToolCallResult[]): ToolCallState {
  if (call.status !== 'ready' || call.result !== undefined) return call
  const found = results.find(({ origin }) => (origin.id ?? '') === call.id && origin.toolName === call.name)
  if (!found) return call
  const { result } = found
  return found.error ? { ...call, status: 'failed', error: valueText(result) } : { ...call, status: 'done', result }
}
