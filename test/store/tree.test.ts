import { describe, expect, it } from 'vitest'
import { ChatMessage } from '../../src/core/index.js'
import {
  addMessage,
  childIds,
  emptyTree,
  pathTo,
  removeMessage,
  selectSibling,
  siblingIds,
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
    expect(() => selectSibling(forked, 'nope')).toThrowError(/no message "nope"/)
  })
})
