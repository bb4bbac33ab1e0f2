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

/** The rows of a thread. One is made when somebody asks for it: of thousands of earlier ones few ever are. */
export interface Rows extends Iterable<Row> {
  readonly length: number
  at(place: number): Row | undefined
}

/** The rows of the visible messages. What a message says does not matter here, so streaming changes no row. */
export function rowsOf(chat: Chat, ids: readonly string[]): Rows {
  const { tree } = chat.store.getState()
  const path = ids === tree.path ? tree.messages : ids.flatMap((id) => tree.nodes.get(id) ?? [])
  const starts = startsOf(path)
  const made: Row[] = []

  function at(place: number): Row | undefined {
    const start = starts[place]
    if (start !== undefined) made[place] ??= rowOf(start, path.slice(start, starts[place + 1]).filter(isShown))
    return made[place]
  }

  function rowOf(start: number, messages: readonly ThreadMessage[]): Row {
    return { key: keyOf(tree, path, start), messageIds: messages.map(({ id }) => id), newDay: newDayAt(path, start) }
  }

  return {
    length: starts.length,
    at,
    *[Symbol.iterator]() {
      for (const place of starts.keys()) yield at(place) as Row
    },
  }
}

/** Where in a path its rows begin. */
function startsOf(path: readonly ThreadMessage[]): number[] {
  const starts: number[] = []
  let previous: ThreadMessage | undefined
  path.forEach((node, place) => {
    if (!isShown(node)) return
    if (!previous || !continues(previous, node)) starts.push(place)
    previous = node
  })
  return starts
}

function isShown({ message }: ThreadMessage): boolean {
  return message.role !== 'system'
}

function continues(previous: ThreadMessage, node: ThreadMessage): boolean {
  return node.turnId === previous.turnId && previous.message.role !== 'user'
}

/** An answer is named for the message which it answers, everything else for its oldest version. */
function keyOf({ children }: Tree, path: readonly ThreadMessage[], place: number): string {
  const { id, parentId, message } = path[place] as ThreadMessage
  const above = path[place - 1]
  const isAnswer = message.role !== 'user' && above && isShown(above)
  return isAnswer ? `${above.id}-answer` : (children.get(parentId ?? '')?.[0] ?? id)
}

/** The time of a message if it is of another local day than the one before. Unknown times (0) are no day. */
function newDayAt(path: readonly ThreadMessage[], place: number): number | null {
  const time = path[place]?.createdAt ?? 0
  if (time === 0) return null
  let before = place - 1
  while (before >= 0 && path[before]?.createdAt === 0) before--
  const last = path[before]?.createdAt
  return last === undefined || new Date(last).toDateString() === new Date(time).toDateString() ? null : time
}

export function isGap(item: Item): item is Gap {
  return 'height' in item
}

/**
 * The rows at these places, in order, and the last one always, with gaps in the place of the others. It looks at no row
 * which is not shown.
 */
export function itemsOf(
  rows: Rows,
  places: Iterable<number>,
  heightOf: (from: number, to: number) => number,
): readonly Item[] {
  const items: Item[] = []
  let from = 0
  for (const place of [...places, rows.length - 1]) {
    const row = rows.at(place)
    if (!row || place < from) continue
    if (from < place) items.push({ from, to: place, height: heightOf(from, place) })
    items.push(row)
    from = place + 1
  }
  return items
}
