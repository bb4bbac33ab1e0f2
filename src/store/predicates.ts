import { callsOf } from './groups.js'
import { isFinal } from './toolCallStatus.js'
import { childIds, siblingIds } from './tree.js'
import type { ChatState } from './types.js'

/** Whether a send would begin a run at once. While busy it is queued, or what `whenBusy` says. */
export function canSend({ run }: ChatState): boolean {
  return run.phase === 'idle'
}

/** Whether there is a run to stop. */
export function canStop({ run }: ChatState): boolean {
  return run.phase !== 'idle' && run.phase !== 'stopping'
}

/** Whether the question of this turn can be asked again: a greeting has none. */
export function canRegenerate({ tree }: ChatState, id: string): boolean {
  return tree.nodes.get(tree.nodes.get(id)?.turnId ?? '')?.message.role === 'user'
}

/** Whether this reply can go on: it broke off, was stopped, reached max_tokens, or is a choice whose tool calls wait. */
export function canContinue({ tree, toolCalls }: ChatState, id: string): boolean {
  const node = tree.nodes.get(id)
  if (node?.message.role !== 'assistant' || childIds(tree, id).length > 0) return false
  if (node.status === 'interrupted' || node.status === 'stopped') return true
  if (node.status !== 'complete') return false
  if (node.message.meta.finish_reason === 'length') return true
  const isOpen = callsOf(toolCalls, id).some((call) => !isFinal(call))
  return isOpen && siblingIds(tree, id).length > 1 // another choice, whose calls nobody answered
}

/** Whether this message can be written anew: the user's own. */
export function canEdit({ tree }: ChatState, id: string): boolean {
  return tree.nodes.get(id)?.message.role === 'user'
}
