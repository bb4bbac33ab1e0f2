import type { Chat, ThreadMessage, Tree } from '../../store/index.js'

/** One article of the list: a user's message, or everything of a turn that answers it. */
export interface Row {
  /** Stays the same when another version of the row is shown, and when earlier messages are put before it. */
  readonly key: string
  readonly messageIds: readonly string[]
  /** When it was written, in ms since 1970, if that is another day than the row's before. */
  readonly newDay: number | null
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

/** A row's height while none was seen, in CSS px. */
export const guessPx = 160

/** The rows of the visible messages. What a message says does not matter here, so streaming changes no row. */
export function rowsOf(chat: Chat, ids: readonly string[]): Row[] {
  const { tree } = chat.store.getState()
  const rows: (Row & { messageIds: string[] })[] = []
  const isNewDay = createDays()
  let previous: ThreadMessage | undefined
  for (const id of ids) {
    const node = tree.nodes.get(id)
    if (!node || node.message.role === 'system') continue
    const row = rows.at(-1)
    if (row && previous && continues(previous, node)) row.messageIds.push(node.id)
    else {
      const above = previous?.id === node.parentId ? previous : tree.nodes.get(node.parentId ?? '')
      const newDay = isNewDay(node.createdAt) ? node.createdAt : null
      rows.push({ key: keyOf(tree, node, above), messageIds: [id], newDay })
    }
    previous = node
  }
  return rows
}

/** Tells of each time, in order, whether it is another local day than the one before. Unknown times (0) are no day. */
function createDays(): (time: number) => boolean {
  let [from, to] = [0, 0]
  return (time) => {
    if (time === 0 || (time >= from && time < to)) return false
    const isFirst = to === 0
    from = new Date(time).setHours(0, 0, 0, 0)
    to = new Date(from).setDate(new Date(from).getDate() + 1)
    return !isFirst
  }
}

/** An answer is named for the message which it answers, everything else for its oldest version. */
function keyOf({ children }: Tree, { id, parentId, message }: ThreadMessage, above?: ThreadMessage): string {
  const isAnswer = message.role !== 'user' && above && above.message.role !== 'system'
  return isAnswer ? `${above.id}-answer` : (children.get(parentId ?? '')?.[0] ?? id)
}

function continues(previous: ThreadMessage, node: ThreadMessage): boolean {
  return node.turnId === previous.turnId && previous.message.role !== 'user'
}

export function isGap(item: Item): item is Gap {
  return 'height' in item
}

/** The rows which are shown, the last one always, with gaps in the place of the others. */
export function itemsOf(
  rows: readonly Row[],
  isShown: (row: Row, place: number) => boolean,
  heightOf: (row: Row) => number,
): readonly Item[] {
  const items: Item[] = []
  let place = 0
  let from = 0
  let height = 0
  for (const row of rows) {
    if (place < rows.length - 1 && !isShown(row, place)) height += heightOf(row)
    else {
      if (from < place) items.push({ from, to: place, height })
      items.push(row)
      from = place + 1
      height = 0
    }
    place++
  }
  return items
}
