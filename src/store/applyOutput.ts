import type { RunOutput } from './run.js'
import { addMessage, showAt, updateMessage } from './tree.js'
import type { ChatState, RequestRecord, ThreadMessage, ToolCallState, Tree } from './types.js'
import { keepEqual } from './view.js'

// Pure: what a run tells becomes the next state.

/** Calls go with their messages. */
export function withTree({ toolCalls, ...state }: ChatState, tree: Tree): ChatState {
  const isLess = tree.nodes.size < state.tree.nodes.size
  return { ...state, tree, toolCalls: isLess ? toolCalls.filter((call) => tree.nodes.has(call.messageId)) : toolCalls }
}

export function withHead(state: ChatState, head: string | null): ChatState {
  return { ...state, tree: showAt(state.tree, head) }
}

/** A message which follows the head becomes the head; the other choices stand beside it. */
export function applyOutput(state: ChatState, output: RunOutput): Partial<ChatState> {
  const { run = state.run, messages = [], toolCalls = [], record } = output
  const tree = messages.reduce(withNode, state.tree)
  return {
    run,
    tree,
    toolCalls: merged(state.toolCalls, toolCalls),
    ledger: record ? noted(state.ledger, record) : state.ledger,
  }
}

/** A message whose parent was taken out meanwhile goes with it. */
function withNode(tree: Tree, node: ThreadMessage): Tree {
  if (tree.nodes.has(node.id)) return updateMessage(tree, node)
  if (node.parentId !== null && !tree.nodes.has(node.parentId)) return tree
  return addMessage(tree, node, node.parentId === tree.head)
}

/** Calls keep their place, and their order; one of which nothing changed stays the same object. */
function merged(known: readonly ToolCallState[], changed: readonly ToolCallState[]): readonly ToolCallState[] {
  if (changed.length === 0) return known
  const old = new Map(known.map((call) => [call.key, call]))
  const next = changed.map((call) => keepEqual(call, old.get(call.key)))
  const keys = new Set(changed.map(({ key }) => key))
  const place = known.findIndex(({ key }) => keys.has(key))
  const rest = known.filter(({ key }) => !keys.has(key))
  return place < 0 ? [...rest, ...next] : rest.toSpliced(place, 0, ...next)
}

function noted(ledger: readonly RequestRecord[], record: RequestRecord): readonly RequestRecord[] {
  const place = ledger.findLastIndex(({ id }) => id === record.id)
  if (ledger[place] === record) return ledger
  return place < 0 ? [...ledger, record] : ledger.with(place, record)
}
