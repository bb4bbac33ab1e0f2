import { isWordless } from './threadMessages.js'
import { childIds, nodeAt, removeMessage, updateMessage } from './tree.js'
import type { ThreadMessage, Tree } from './types.js'

/** The tree with this message's error dismissed, by default the head's; a last reply without a word goes with it. */
export function withoutError(tree: Tree, id: string | null = tree.head): Tree {
  const failed = nodeAt(tree, id)
  if (!failed?.error) return tree
  if (isForgettable(tree, failed)) return removeMessage(tree, failed.id)
  return updateMessage(tree, { ...failed, error: null, status: failed.status === 'complete' ? 'complete' : 'stopped' })
}

/** A reply without a word, which nothing follows. */
export function isForgettable(tree: Tree, message: ThreadMessage): boolean {
  return isWordless(message) && childIds(tree, message.id).length === 0
}
