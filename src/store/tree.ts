import { refuse } from '../core/http/TogetherError.js'
import { layered, withValues } from './layers.js'
import { sameItems } from './same.js'
import type { ThreadMessage, Tree, Turn } from './types.js'

// Pure functions: a tree goes in, a tree comes out. Nothing is destroyed by trying again.

const top = ''

export const emptyTree: Tree = { ...indexOf([]), head: null, path: [], messages: [] }

/** The message with this id. Throws `invalid-argument` when there is none. */
export function messageAt(tree: Tree, id: string): ThreadMessage {
  return tree.nodes.get(id) ?? refuse(`There is no message "${id}".`)
}

/** From the top, or from below the message `above`, to `id`, by default the head. */
export function pathTo(tree: Tree, id: string | null = tree.head, above: string | null = null): ThreadMessage[] {
  const path: ThreadMessage[] = []
  for (let node = nodeAt(tree, id); node && node.id !== above; node = nodeAt(tree, node.parentId)) path.push(node)
  return path.reverse()
}

export function nodeAt({ nodes }: Tree, id: string | null): ThreadMessage | undefined {
  return id === null ? undefined : nodes.get(id)
}

/** Messages, each after its parent, as a tree which shows the path to `head`. */
export function createTree(
  messages: readonly ThreadMessage[],
  head: string | null,
  shown: Tree['shown'] = emptyTree.shown,
): Tree {
  return showAt({ ...emptyTree, ...indexOf(messages, shown) }, head)
}

/**
 * Messages in a row, each below the one before, as a tree which shows them all. A long history is read in one go: it is
 * put in order when somebody asks for more than its end, which is what people see first.
 */
export function createRow(messages: readonly ThreadMessage[]): Tree {
  let index: Pick<Tree, 'nodes' | 'shown'> | undefined
  const whole = () => {
    index ??= indexOf(messages)
    return index
  }
  return {
    ...emptyTree,
    nodes: layered(() => whole().nodes, indexOf(messages.slice(-endSize)).nodes),
    head: messages.at(-1)?.id ?? null,
    shown: layered(() => whole().shown, new Map()),
    path: messages.map(({ id }) => id),
    messages,
  }
}

/** So many messages are the end of a row: more than a screen has. */
const endSize = 48

/**
 * Where each message is; of those below one the newest is shown, unless it is said which. A list is made only for the few
 * which have siblings.
 */
function indexOf(
  messages: readonly ThreadMessage[],
  known: Iterable<readonly [string, string]> = [],
): Pick<Tree, 'nodes' | 'children' | 'shown'> {
  const nodes = new Map<string, ThreadMessage>()
  const children = new Map<string, string[]>()
  const shown = new Map<string, string>()
  for (const node of messages) {
    const { id } = node
    const above = node.parentId ?? top
    const before = shown.get(above)
    if (before !== undefined && !children.get(above)?.push(id)) children.set(above, [before, id])
    shown.set(above, id)
    nodes.set(id, node)
  }
  for (const [above, id] of known) shown.set(above, id)
  return { nodes, children, shown }
}

/** Adds a message; with `show` it becomes the head. */
export function addMessage(tree: Tree, node: ThreadMessage, show = true): Tree {
  const above = node.parentId ?? top
  const before = childIds(tree, node.parentId)
  const nodes = withValues(tree.nodes, [[node.id, node]])
  const next = before[0]
    ? { ...tree, nodes, children: withValues(tree.children, [[above, [...before, node.id]]]) }
    : { ...tree, nodes, shown: withValues(tree.shown, [[above, node.id]]) }
  return show ? showAt(next, node.id) : next
}

/**
 * Puts a newer version of a message in its place: of the list only pointers are copied, from the end it is soon found.
 * Where it stands the tree knows better: messages may have been put before it.
 */
export function updateMessage(tree: Tree, node: ThreadMessage): Tree {
  const known = tree.nodes.get(node.id)
  if (!known) return tree
  const next = { ...node, parentId: known.parentId }
  const place = tree.path.lastIndexOf(node.id)
  const messages = place < 0 ? tree.messages : tree.messages.with(place, next)
  return { ...tree, nodes: withValues(tree.nodes, [[node.id, next]]), messages }
}

/** Makes `id` the head and remembers the path to it. What follows the present head is added to the present path. */
export function showAt(tree: Tree, id: string | null): Tree {
  if (id === tree.head) return tree
  const steps = pathTo(tree, id, tree.head)
  const shown = withValues(
    tree.shown,
    steps.map((step) => [step.parentId ?? top, step.id]),
  )
  const { path, messages } = steps[0]?.parentId === tree.head ? tree : emptyTree
  const ids = steps.map((step) => step.id)
  return { ...tree, head: id, shown, path: path.concat(ids), messages: messages.concat(steps) }
}

/** The ids which stand beside each other under one parent, oldest first. */
export function siblingIds(tree: Tree, id: string): readonly string[] {
  const { parentId } = messageAt(tree, id)
  return tree.children.get(parentId ?? top) ?? [id]
}

/** The children of a message, oldest first; null asks for the first messages. */
export function childIds(tree: Tree, parentId: string | null): readonly string[] {
  const above = parentId ?? top
  const only = tree.shown.get(above)
  return tree.children.get(above) ?? (only ? [only] : [])
}

/** Shows another sibling, with the tail below it which was visible last. */
export function selectSibling(tree: Tree, id: string): Tree {
  messageAt(tree, id)
  return showAt(tree, tailOf(tree, id))
}

/** The end of the path which was last visible through `id`. */
export function tailOf(tree: Tree, id: string): string {
  let end = id
  for (;;) {
    const next = tree.shown.get(end)
    if (next === undefined || !tree.nodes.has(next)) return end
    end = next
  }
}

/** Takes a message out with everything below it. The head moves to a sibling's tail, else to the parent. */
export function removeMessage(tree: Tree, id: string): Tree {
  const { parentId } = messageAt(tree, id)
  const siblings = siblingIds(tree, id)
  const gone = new Set(subtreeIds(tree, id))
  const left = [...tree.nodes.values()].filter((node) => !gone.has(node.id))
  const kept = [...tree.shown].filter(([key, child]) => !gone.has(key) && !gone.has(child))
  const rest: Tree = { ...tree, ...indexOf(left, kept) }
  if (tree.head === null || !gone.has(tree.head)) return rest
  const place = siblings.indexOf(id)
  const neighbour = siblings[place - 1] ?? siblings[place + 1]
  return showAt(rest, neighbour === undefined ? parentId : tailOf(rest, neighbour))
}

function subtreeIds(tree: Tree, id: string): string[] {
  const found = [id]
  for (const each of found) found.push(...childIds(tree, each))
  return found
}

/** Puts an earlier conversation before this one, but below a system message which it begins with. No id changes. */
export function prependTree(tree: Tree, earlier: Tree): Tree {
  const { head: end } = earlier
  if (end === null) return tree
  const [first] = tree.messages
  const system = first?.message.role === 'system' ? [first] : []
  const above = system[0]?.id ?? null
  const nodes = [
    ...system,
    ...[...earlier.nodes.values()].map((node) => ({ ...node, parentId: node.parentId ?? above })),
    ...[...tree.nodes.values()]
      .filter((node) => node !== system[0])
      .map((node) => (node.parentId === above ? { ...node, parentId: end } : node)),
  ]
  return createTree(nodes, tree.head === above ? end : tree.head, new Map([...earlier.shown, ...tree.shown]))
}

/**
 * A path in turns: each begins with a user message; what stands before the first makes one of its own. Of the `known`
 * turns those stay whose messages are the same.
 */
export function turnsOf(path: readonly ThreadMessage[], known: readonly Turn[] = []): Turn[] {
  const turns: Turn[] = []
  let start = 0
  path.forEach(({ turnId: id }, place) => {
    if (path[place + 1]?.turnId === id) return
    const old = known[turns.length]
    const messages = sameItems(path.slice(start, place + 1), old?.messages)
    turns.push(old?.messages === messages ? old : { id, messages })
    start = place + 1
  })
  return turns
}
