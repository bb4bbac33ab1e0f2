import { describe, expect, it } from 'vitest'
import { ChatMessage } from '../../src/core/index.js'
import {
  addMessage,
  childIds,
  createRow,
  createTree,
  emptyTree,
  messageAt,
  pathTo,
  removeMessage,
  selectSibling,
  siblingIds,
  tailOf,
  turnsOf,
  updateMessage,
} from '../../src/store/tree.js'
import type { ThreadMessage, Tree } from '../../src/store/types.js'

const node = (id: string, parentId: string | null, role: 'user' | 'assistant' = 'user'): ThreadMessage => ({
  id,
  parentId,
  turnId: role === 'user' ? id : (parentId ?? id),
  message: role === 'user' ? ChatMessage.fromUser(id) : ChatMessage.fromAssistant(id),
  status: 'complete',
  error: null,
  createdAt: 0,
  timing: null,
})
const ids = (tree: Tree) => pathTo(tree).map(({ id }) => id)
/** u1 - a1 - u2 - a2, and a1b beside a1 with u3 - a3 below it. */
const forked = [
  node('u1', null),
  node('a1', 'u1', 'assistant'),
  node('u2', 'a1'),
  node('a2', 'u2', 'assistant'),
  node('a1b', 'u1', 'assistant'),
  node('u3', 'a1b'),
  node('a3', 'u3', 'assistant'),
].reduce<Tree>((tree, each) => addMessage(tree, each), emptyTree)

describe('the tree', () => {
  it('shows the path to the head', () => {
    expect(ids(forked)).toEqual(['u1', 'a1b', 'u3', 'a3'])
  })

  it('brings a branch back with the tail which was visible below it', () => {
    const back = selectSibling(forked, 'a1')
    expect(ids(back)).toEqual(['u1', 'a1', 'u2', 'a2'])
    expect(ids(selectSibling(back, 'a1b'))).toEqual(['u1', 'a1b', 'u3', 'a3'])
  })

  it('brings a branch back with the tail visible last, not the newest', () => {
    const withSecond = addMessage(selectSibling(forked, 'a1'), node('u2b', 'a1'))
    const withFirst = selectSibling(withSecond, 'u2')
    expect(ids(selectSibling(selectSibling(withFirst, 'a1b'), 'a1'))).toEqual(['u1', 'a1', 'u2', 'a2'])
  })

  it('lists siblings oldest first', () => {
    expect(siblingIds(forked, 'a1b')).toEqual(['a1', 'a1b'])
    expect(childIds(forked, null)).toEqual(['u1'])
  })

  it('removes a subtree and shows the neighbour', () => {
    const removed = removeMessage(forked, 'a1b')
    expect(ids(removed)).toEqual(['u1', 'a1', 'u2', 'a2'])
    expect([...removed.nodes.keys()]).toEqual(['u1', 'a1', 'u2', 'a2'])
  })

  it('shows the parent when the last answer is removed', () => {
    expect(ids(removeMessage(removeMessage(forked, 'a1b'), 'a1'))).toEqual(['u1'])
  })

  it('keeps the head when something else is removed', () => {
    expect(ids(removeMessage(forked, 'a1'))).toEqual(['u1', 'a1b', 'u3', 'a3'])
  })

  it('does not change the tree it was given', () => {
    const before = [...forked.nodes.keys()]
    removeMessage(forked, 'u1')
    updateMessage(forked, { ...node('a3', 'u3'), status: 'error' })
    expect([...forked.nodes.keys()]).toEqual(before)
    expect(forked.nodes.get('a3')?.status).toBe('complete')
  })

  it('does not bring back a message which is gone', () => {
    const removed = removeMessage(forked, 'a3')
    expect(updateMessage(removed, node('a3', 'u3', 'assistant'))).toBe(removed)
  })

  it('groups a path into turns which begin with a user message', () => {
    const turns = turnsOf(pathTo(selectSibling(forked, 'a1')))
    expect(turns.map(({ id, messages }) => [id, messages.map((each) => each.id)])).toEqual([
      ['u1', ['u1', 'a1']],
      ['u2', ['u2', 'a2']],
    ])
  })

  it('refuses an unknown id', () => {
    for (const verb of [selectSibling, removeMessage, siblingIds, messageAt])
      expect(() => verb(forked, 'nope')).toThrow(
        expect.objectContaining({ code: 'invalid-argument', message: expect.stringContaining('no message "nope"') }),
      )
  })

  it('is empty at first', () => {
    expect([pathTo(emptyTree), childIds(emptyTree, null), emptyTree.head]).toEqual([[], [], null])
  })

  it('has a path to any message, and none to one which is not there', () => {
    expect(pathTo(forked, 'u2').map(({ id }) => id)).toEqual(['u1', 'a1', 'u2'])
    expect([pathTo(forked, null), pathTo(forked, 'nope')]).toEqual([[], []])
  })

  it('adds a message beside the path without showing it', () => {
    const grown = addMessage(forked, node('a3b', 'u3', 'assistant'), false)
    expect([ids(grown), childIds(grown, 'u3')]).toEqual([ids(forked), ['a3', 'a3b']])
    expect(grown.shown).toBe(forked.shown)
    expect(ids(selectSibling(grown, 'u3'))).toEqual(ids(forked))
  })

  it('puts a newer version in its place', () => {
    const updated = updateMessage(forked, { ...node('a1', 'u1', 'assistant'), status: 'stopped' })
    expect([updated.nodes.get('a1')?.status, [...updated.nodes.keys()]]).toEqual(['stopped', [...forked.nodes.keys()]])
    expect(ids(updated)).toEqual(ids(forked))
  })

  it('shows the sibling before the one which is removed, else the one after it', () => {
    const three = addMessage(forked, node('a1c', 'u1', 'assistant'))
    expect(ids(removeMessage(three, 'a1c'))).toEqual(['u1', 'a1b', 'u3', 'a3'])
    expect(ids(removeMessage(selectSibling(three, 'a1b'), 'a1b'))).toEqual(['u1', 'a1', 'u2', 'a2'])
    expect(ids(removeMessage(selectSibling(three, 'a1'), 'a1'))).toEqual(['u1', 'a1b', 'u3', 'a3'])
  })

  it('is empty again when its first message is removed', () => {
    const removed = removeMessage(forked, 'u1')
    expect([removed.nodes.size, removed.shown.size, removed.head]).toEqual([0, 0, null])
  })

  it('forgets what it showed of removed messages, and nothing else', () => {
    const removed = removeMessage(forked, 'u3')
    expect([...removed.shown]).toEqual([
      ['', 'u1'],
      ['u1', 'a1b'],
      ['a1', 'u2'],
      ['u2', 'a2'],
    ])
    expect(ids(removed)).toEqual(['u1', 'a1b'])
  })

  it('keeps its head where it shows nothing', () => {
    const removed = removeMessage({ ...forked, head: null }, 'a1b')
    expect([removed.head, removed.nodes.has('a3')]).toEqual([null, false])
  })

  it('shows the newest below a message of which it remembers nothing', () => {
    expect(tailOf(createTree([...forked.nodes.values()], null), 'u1')).toBe('a3')
    expect(tailOf({ ...forked, shown: new Map([['u1', 'gone']]) }, 'u1')).toBe('u1')
  })

  it('makes a turn of what stands before the first question', () => {
    const greeted = [node('a0', null, 'assistant'), node('u1', 'a0'), node('a1', 'u1', 'assistant')]
    expect(turnsOf(greeted).map(({ messages }) => messages.length)).toEqual([1, 2])
    expect(turnsOf([])).toEqual([])
  })
})

describe('a long history', () => {
  const long = Array.from({ length: 500 }, (_, place) =>
    node(`m${place}`, place === 0 ? null : `m${place - 1}`, place % 2 === 0 ? 'user' : 'assistant'),
  )

  it('is the tree which one message after the other makes', () => {
    const row = createRow(long)
    const grown = long.reduce<Tree>((tree, each) => addMessage(tree, each), emptyTree)
    for (const name of ['nodes', 'shown', 'children'] as const) {
      expect([...row[name]].sort()).toEqual([...grown[name]].sort())
      expect(row[name].size).toBe(grown[name].size)
    }
    expect([row.head, row.path, row.messages]).toEqual([grown.head, grown.path, grown.messages])
    for (const at of [0, 1, 250, 451, 452, 498, 499]) {
      expect(row.nodes.get(`m${at}`)).toBe(long[at])
      expect(childIds(row, `m${at}`)).toEqual(childIds(grown, `m${at}`))
      expect(siblingIds(row, `m${at}`)).toEqual([`m${at}`])
    }
    expect(childIds(row, null)).toEqual(['m0'])
    expect(row.nodes.has('m500')).toBe(false)
  })

  it('grows, forks and shrinks like any other', () => {
    const row = addMessage(addMessage(createRow(long), node('new', 'm499')), node('beside', 'm3', 'assistant'))
    expect(ids(row)).toEqual([...long.slice(0, 4).map(({ id }) => id), 'beside'])
    expect(siblingIds(row, 'm4')).toEqual(['m4', 'beside'])
    expect(selectSibling(row, 'm4').head).toBe('new')
    expect(ids(removeMessage(row, 'm4'))).toEqual(ids(row))
    expect(removeMessage(row, 'm4').nodes.size).toBe(5)
  })

  it('is put in order only for who looks beyond its end', () => {
    let reads = 0
    const watched = long.map((each) => ({
      ...each,
      get parentId() {
        reads++
        return each.parentId
      },
    }))
    const row = createRow(watched)
    reads = 0
    for (let place = 460; place < 500; place++) expect(siblingIds(row, `m${place}`)).toHaveLength(1)
    expect(reads).toBeLessThan(100)
    expect(childIds(row, 'm3')).toEqual(['m4'])
    expect(reads).toBeGreaterThan(500)
  })
})
