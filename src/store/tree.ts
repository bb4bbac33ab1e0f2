import { TogetherError } from '../core/index.js'
import type { ThreadMessage, Tree, Turn } from './types.js'

// Pure functions: a tree goes in, a tree comes out. Nothing is destroyed by trying again.

export const emptyTree: Tree = { nodes: new Map(), head: null, shown: new Map() }

const top = ''

/** The message with this id. Throws `invalid-argument` when there is none. */
export function messageAt(tree: Tree, id: string): ThreadMessage {
  const node = tree.nodes.get(id)
  if (node) return node
  throw new TogetherError({ code: 'invalid-argument', message: `There is no message "${id}" in this conversation.` })
}

/** From the top to `id`, by default to the head. */
export function pathTo(tree: Tree, id: string | null = tree.head): ThreadMessage[] {
  const path: ThreadMessage[] = []
  for (let node = id === null ? undefined : tree.nodes.get(id); node; node = parentOf(tree, node)) path.push(node)
  return path.reverse()
}

function parentOf(tree: Tree, { parentId }: ThreadMessage): ThreadMessage | undefined {
  return parentId === null ? undefined : tree.nodes.get(parentId)
}

/** Adds a message; with `show` it becomes the head. */
export function addMessage(tree: Tree, node: ThreadMessage, show = true): Tree {
  const nodes = new Map(tree.nodes).set(node.id, node)
  return show ? showAt({ ...tree, nodes }, node.id) : { ...tree, nodes }
}

/** Puts a newer version of a message in its place. */
export function updateMessage(tree: Tree, node: ThreadMessage): Tree {
  return tree.nodes.has(node.id) ? { ...tree, nodes: new Map(tree.nodes).set(node.id, node) } : tree
}

/** Makes `id` the head and remembers the path to it. */
export function showAt(tree: Tree, id: string | null): Tree {
  const shown = new Map(tree.shown)
  for (const { id: child, parentId } of pathTo(tree, id)) shown.set(parentId ?? top, child)
  return { ...tree, head: id, shown }
}

/** The ids which stand beside each other under one parent, oldest first. */
export function siblingIds(tree: Tree, id: string): string[] {
  const { parentId } = messageAt(tree, id)
  return childIds(tree, parentId)
}

const childIndex = new WeakMap<Tree['nodes'], Map<string, string[]>>()

/** The children of a message, oldest first; null asks for the first messages. Looked up, not searched. */
export function childIds(tree: Tree, parentId: string | null): string[] {
  let index = childIndex.get(tree.nodes)
  if (!index) {
    index = new Map()
    for (const node of tree.nodes.values()) {
      const key = node.parentId ?? top
      const list = index.get(key)
      if (list) list.push(node.id)
      else index.set(key, [node.id])
    }
    childIndex.set(tree.nodes, index)
  }
  return index.get(parentId ?? top) ?? []
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
    const next = tree.shown.get(end) ?? childIds(tree, end).at(-1)
    if (next === undefined || !tree.nodes.has(next)) return end
    end = next
  }
}

/** Takes a message out with everything below it. The head moves to a sibling's tail, else to the parent. */
export function removeMessage(tree: Tree, id: string): Tree {
  const { parentId } = messageAt(tree, id)
  const siblings = siblingIds(tree, id)
  const gone = new Set(subtreeIds(tree, id))
  const nodes = new Map([...tree.nodes].filter(([key]) => !gone.has(key)))
  const shown = new Map([...tree.shown].filter(([key, child]) => !gone.has(key) && !gone.has(child)))
  const rest: Tree = { nodes, shown, head: tree.head }
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
  const first = pathTo(tree)[0]
  const system = first?.message.role === 'system' ? first : null
  const above = system?.id ?? null
  const nodes: [string, ThreadMessage][] = system ? [[system.id, system]] : []
  for (const node of earlier.nodes.values()) nodes.push([node.id, { ...node, parentId: node.parentId ?? above }])
  for (const node of tree.nodes.values())
    if (node !== system) nodes.push([node.id, node.parentId === above ? { ...node, parentId: end } : node])
  const shown = new Map([...earlier.shown, ...tree.shown])
  const [before, after] = [earlier.shown.get(top), tree.shown.get(above ?? top)]
  if (before !== undefined) shown.set(above ?? top, before)
  if (after !== undefined) shown.set(end, after)
  return { nodes: new Map(nodes), shown, head: tree.head === above ? end : tree.head }
}

/** A path in turns: each begins with a user message; what stands before the first makes one of its own. */
export function turnsOf(path: readonly ThreadMessage[]): Turn[] {
  const turns: { id: string; messages: ThreadMessage[] }[] = []
  for (const node of path) {
    const last = turns.at(-1)
    if (last?.id === node.turnId) last.messages.push(node)
    else turns.push({ id: node.turnId, messages: [node] })
  }
  return turns
}
