import type { Chat, ThreadMessage } from '../../store/index.js'

/** One article of the list: a user's message, or everything of a turn that answers it. */
export interface Row {
  /** The message before it, so that a row keeps its place when another version of it is shown. */
  readonly key: string
  readonly messageIds: readonly string[]
}

/** The rows of the visible messages. What a message says does not matter here, so streaming changes no row. */
export function rowsOf(chat: Chat, ids: readonly string[]): Row[] {
  const { nodes } = chat.store.getState().tree
  const rows: { key: string; messageIds: string[] }[] = []
  let previous: ThreadMessage | undefined
  for (const node of ids.flatMap((id) => nodes.get(id) ?? [])) {
    if (node.message.role === 'system') continue
    const row = rows.at(-1)
    if (row && previous && continues(previous, node)) row.messageIds.push(node.id)
    else rows.push({ key: node.parentId ?? '', messageIds: [node.id] })
    previous = node
  }
  return rows
}

function continues(previous: ThreadMessage, node: ThreadMessage): boolean {
  return node.turnId === previous.turnId && previous.message.role !== 'user'
}
