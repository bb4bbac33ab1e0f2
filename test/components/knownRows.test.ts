import { describe, expect, it } from 'vitest'
import { heightBetween, knownOf, placesOf } from '../../src/components/list/knownRows.js'
import { itemsOf, type Row, type Rows, rowsOf } from '../../src/components/list/rows.js'
import { ChatMessage } from '../../src/core/index.js'
import { createChat } from '../../src/store/index.js'

/** Rows of these keys, and which of them were made. */
function rowsWith(keys: readonly string[]): Rows & { asked: Set<number> } {
  const asked = new Set<number>()
  const at = (place: number): Row | undefined => {
    const key = keys[place]
    if (key === undefined) return undefined
    asked.add(place)
    return { key, messageIds: [key], newDay: null }
  }
  return {
    length: keys.length,
    at,
    asked,
    *[Symbol.iterator]() {
      for (const place of keys.keys()) yield at(place) as Row
    },
  }
}

const names = (count: number, first = 0) => Array.from({ length: count }, (_, place) => `r${first + place}`)
const heights = new Map([
  [1, 100],
  [7, 300],
])

describe('What is known of rows', () => {
  it('stays where rows came at the end, and nothing is looked for among the others', () => {
    const rows = rowsWith(names(1000))
    const known = knownOf({ rows: rowsWith(names(998)), shown: [990, 997], heights }, rows)
    expect(known).toMatchObject({ shown: [990, 997], heights })
    expect(rows.asked.size).toBeLessThan(5)
  })

  it('moves with rows which came before', () => {
    const known = knownOf({ rows: rowsWith(names(10)), shown: [7, 9], heights }, rowsWith(names(60, -50)))
    expect(known.shown).toEqual([57, 59])
    expect([...known.heights]).toEqual([
      [51, 100],
      [57, 300],
    ])
  })

  it('is forgotten of rows which are gone', () => {
    const other = rowsWith([...names(5), 'x5', 'x6', 'x7'])
    const known = knownOf({ rows: rowsWith(names(10)), shown: [1, 7, 9], heights }, other)
    expect(known.shown).toEqual([1])
    expect([...known.heights]).toEqual([[1, 100]])
  })

  it('makes gaps as high as their rows were, and as others are where that is not known', () => {
    const known = { rows: rowsWith(names(10)), shown: [4], heights }
    expect(heightBetween(known, 0, 4, 50)).toBe(250)
    expect(heightBetween(known, 5, 9, 50)).toBe(450)
    const items = itemsOf(known.rows, known.shown, (from, to) => heightBetween(known, from, to, 50))
    expect(items.map((item) => ('height' in item ? item.height : item.key))).toEqual([250, 'r4', 450, 'r9'])
    expect(placesOf(items)).toEqual([4, 9])
    expect([...known.rows.asked]).toEqual([4, 9])
  })
})

describe('Rows of a thread', () => {
  it('are one for each question and one for all that answers it, whoever asks for which', () => {
    const { content } = ChatMessage.fromAssistant('One')
    const initialMessages = [
      ChatMessage.fromSystem('Be brief.'),
      ...Array.from({ length: 300 }, (_, place) => [
        ChatMessage.fromUser(`Q${place}`),
        new ChatMessage({ role: 'assistant', content }),
        ChatMessage.fromAssistant('Two'),
      ]).flat(),
    ]
    const transport = { stream: async function* () {} }
    const chat = createChat({ id: 'c', transport, initialMessages })
    const { messageIds } = chat.view()
    const rows = rowsOf(chat, messageIds)
    expect(rows.length).toBe(600)
    expect(rows.at(599)).toEqual({ key: 'c-898-answer', messageIds: ['c-899', 'c-900'], newDay: null })
    expect(rows.at(599)).toBe(rows.at(599))
    expect(rows.at(600)).toBeUndefined()
    const all = [...rows]
    expect(all[0]).toMatchObject({ key: 'c-1', messageIds: ['c-1'] })
    expect(all.flatMap((row) => row.messageIds)).toEqual(messageIds.slice(1))
    expect([...rowsOf(chat, [...messageIds])]).toEqual(all) // a list of ids which is not the present one
  })
})
