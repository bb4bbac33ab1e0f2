import type { ChatState, ThreadMessage } from '../../store/index.js'
import { siblingIds } from '../../store/tree.js'
import { choicesOf } from './choicesOf.js'

/** The replies of the request which made this one, itself included; none where it is gone. */
export function choicesBeside({ tree }: ChatState, id: string): readonly ThreadMessage[] {
  const siblings = tree.nodes.has(id) ? siblingIds(tree, id).flatMap((each) => tree.nodes.get(each) ?? []) : []
  return choicesOf(siblings, id)
}
