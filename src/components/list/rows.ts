import type { Chat, ThreadMessage } from '../../store/index.js'

/** One article of the list: a user's message, or everything of a turn that answers it. */
export interface Row {
  /** Stays the same when another version of the row is shown, and when earlier messages are put before it. */
  readonly key: string
  readonly messageIds: readonly string[]
}

/** Room in the place of rows which are not in the document. */
export interface Gap {
  /** The first of the rows, and the first after them. */
  readonly from: number
  readonly to: number
  /** In CSS px. */
  readonly height: number
}

export type Item = Row | Gap

/** The rows of the visible messages. What a message says does not matter here, so streaming changes no row. */
export function rowsOf(chat: Chat, ids: readonly string[]): Row[] {
  const { nodes } = chat.store.getState().tree
  const rows: { key: string; messageIds: string[] }[] = []
  let previous: ThreadMessage | undefined
  for (const id of ids) {
    const node = nodes.get(id)
    if (!node || node.message.role === 'system') continue
    const row = rows.at(-1)
    if (row && previous && continues(previous, node)) row.messageIds.push(node.id)
    else rows.push({ key: keyOf(chat, node), messageIds: [node.id] })
    previous = node
  }
  return rows
}

/** An answer is named for the message which it answers, everything else for its oldest version. */
function keyOf(chat: Chat, { id, parentId, message }: ThreadMessage): string {
  const question = chat.store.getState().tree.nodes.get(parentId ?? '')
  const isAnswer = message.role !== 'user' && question && question.message.role !== 'system'
  return isAnswer ? `${question.id}-answer` : (chat.siblings(id).ids[0] ?? id)
}

function continues(previous: ThreadMessage, node: ThreadMessage): boolean {
  return node.turnId === previous.turnId && previous.message.role !== 'user'
}

export function isGap(item: Item): item is Gap {
  return 'height' in item
}
