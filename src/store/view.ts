import type { TogetherError } from '../core/index.js'
import { pathTo, turnsOf } from './tree.js'
import type { ChatState, ChatStatus, QueuedMessage, RunState, ThreadMessage, ToolCallState, Turn } from './types.js'

/** What people see of a state. Fields are worked out when they are read, and keep their identity while they can. */
export interface ChatView {
  readonly messages: readonly ThreadMessage[]
  readonly messageIds: readonly string[]
  readonly turns: readonly Turn[]
  readonly status: ChatStatus
  readonly run: RunState
  readonly error: TogetherError | null
  readonly queue: readonly QueuedMessage[]
  readonly toolCalls: readonly ToolCallState[]
}

type Derive<T> = (state: ChatState, previous: T | undefined) => T

/** Makes the `viewOf` of one chat: it compares with its last result, so that equal lists are the same list. */
export function createViewOf(): (state: ChatState) => ChatView {
  const messages = derived<readonly ThreadMessage[]>(
    (state) => state.tree,
    ({ tree }, previous) => sameItems(pathTo(tree), previous),
  )
  const messageIds = derived<readonly string[]>(messages, (state, previous) =>
    sameItems(
      messages(state).map(({ id }) => id),
      previous,
    ),
  )
  const turns = derived<readonly Turn[]>(messages, (state, previous) => keepTurns(turnsOf(messages(state)), previous))
  const head = (state: ChatState) => (state.tree.head === null ? null : (state.tree.nodes.get(state.tree.head) ?? null))
  let last: { state: ChatState; view: ChatView } | null = null

  return (state) => {
    if (last?.state === state) return last.view
    const view: ChatView = {
      get messages() {
        return messages(state)
      },
      get messageIds() {
        return messageIds(state)
      },
      get turns() {
        return turns(state)
      },
      get status() {
        return statusOf(state, head(state))
      },
      run: state.run,
      get error() {
        return head(state)?.error ?? null
      },
      queue: state.queue,
      toolCalls: state.toolCalls,
    }
    last = { state, view }
    return view
  }
}

/** The view of a state which belongs to no hook. */
export function viewOf(state: ChatState): ChatView {
  return createViewOf()(state)
}

function derived<T>(source: (state: ChatState) => unknown, derive: Derive<T>): (state: ChatState) => T {
  let last: { source: unknown; value: T } | undefined
  return (state) => {
    const from = source(state)
    if (last === undefined || last.source !== from) last = { source: from, value: derive(state, last?.value) }
    return last.value
  }
}

function sameItems<T>(next: readonly T[], previous: readonly T[] | undefined): readonly T[] {
  const same = previous?.length === next.length && next.every((item, place) => item === previous[place])
  return same && previous ? previous : next
}

/** Turns whose messages did not change stay the same objects. */
function keepTurns(next: readonly Turn[], previous: readonly Turn[] = []): readonly Turn[] {
  const kept = next.map((turn, place) => {
    const old = previous[place]
    return old?.id === turn.id && sameItems(turn.messages, old.messages) === old.messages ? old : turn
  })
  return sameItems(kept, previous)
}

function statusOf({ run }: ChatState, head: ThreadMessage | null): ChatStatus {
  switch (run.phase) {
    case 'idle':
      return head?.status === 'error' || head?.status === 'interrupted' ? 'error' : 'ready'
    case 'sending':
    case 'retry-wait':
      return 'submitted'
    case 'streaming':
    case 'stopping':
      return 'streaming'
    default:
      return run.phase satisfies never
  }
}
