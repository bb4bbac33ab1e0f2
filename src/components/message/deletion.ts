import type { ChatState } from '../../store/index.js'
import { childIds } from '../../store/tree.js'

/** What goes with a message: of an answer from its first step on, with what called tools, and what they answered. */
export function firstOfDeletion({ tree }: ChatState, messageId: string): string {
  const { nodes } = tree
  let first = nodes.get(messageId)
  for (let above = first; above && above.message.role !== 'user'; above = nodes.get(above.parentId ?? '')) {
    if (above.turnId !== first?.turnId) break
    first = above
  }
  return first?.id ?? messageId
}

/** Whether another turn or version goes, too. A question goes with its answer, as everybody expects. */
export function takesMore(state: ChatState, messageId: string): boolean {
  const { tree } = state
  const first = firstOfDeletion(state, messageId)
  const going = [first]
  for (const id of going) {
    if (tree.nodes.get(id)?.turnId !== tree.nodes.get(first)?.turnId) return true
    const below = childIds(tree, id)
    if (below.length > 1) return true
    going.push(...below)
  }
  return false
}
