import { replaced } from './groups.js'
import type { RunOutput } from './run.js'
import { keepEqual, sameItems } from './same.js'
import { addMessage, showAt, updateMessage } from './tree.js'
import type { ChatState, ThreadMessage, ToolCallState, Tree } from './types.js'

// Pure: what a run tells becomes the next state.

/** Calls go with their messages. */
export function withTree({ toolCalls, ...state }: ChatState, tree: Tree): ChatState {
  return {
    ...state,
    tree,
    toolCalls: sameItems(
      toolCalls.filter(({ messageId }) => tree.nodes.has(messageId)),
      toolCalls,
    ),
  }
}

export function withHead(state: ChatState, head: string | null): ChatState {
  return { ...state, tree: showAt(state.tree, head) }
}

/** A message which follows the head becomes the head; the other choices stand beside it, where one may be the best. */
export function applyOutput(state: ChatState, output: RunOutput): Partial<ChatState> {
  const { run = state.run, messages = [], toolCalls = [], record, best } = output
  const next = messages.reduce(withNode, state.tree)
  const tree = best && next.head === messages[0]?.id ? showAt(next, best.id) : next
  return {
    run,
    tree,
    toolCalls: merged(state.toolCalls, toolCalls),
    ledger: record ? put(state.ledger, record, ({ id }) => id === record.id) : state.ledger,
  }
}

/** A message whose parent was taken out meanwhile goes with it. */
function withNode(tree: Tree, node: ThreadMessage): Tree {
  if (tree.nodes.has(node.id)) return updateMessage(tree, node)
  if (node.parentId !== null && !tree.nodes.has(node.parentId)) return tree
  return addMessage(tree, node, node.parentId === tree.head)
}

/** Calls keep their place; where one is new those which came with it stand together, in the order of their message. */
function merged(known: readonly ToolCallState[], changed: readonly ToolCallState[]): readonly ToolCallState[] {
  const all = changed.reduce((calls, call) => put(calls, call, ({ key }) => key === call.key), known)
  if (all.length === known.length) return all
  const keys = changed.map(({ key }) => key)
  const rest = known.filter(({ key }) => !keys.includes(key))
  const first = known.findIndex(({ key }) => keys.includes(key))
  const own = keys.flatMap((each) => all.find(({ key }) => key === each) ?? [])
  return rest.toSpliced(first < 0 ? rest.length : first, 0, ...own)
}

/** The newer version takes the place of the one before, soon found from the end; where nothing changed that stays. */
function put<T extends object>(list: readonly T[], item: T, isSame: (other: T) => boolean): readonly T[] {
  const place = list.findLastIndex(isSame)
  return place < 0 ? [...list, item] : replaced(list, place, keepEqual(item, list[place]))
}
