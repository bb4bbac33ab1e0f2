import type { TogetherError } from '../core/index.js'
import { sumUsage, type UsageSum } from './ledger.js'
import { readJson } from './loadStructured.js'
import { pathTo, turnsOf } from './tree.js'
import type {
  ChatOptions,
  ChatState,
  ChatStatus,
  QueuedMessage,
  RunState,
  ThreadMessage,
  ToolCallState,
  Turn,
} from './types.js'

/** What people see of a state. Fields are worked out when they are read, and keep their identity while they can. */
export interface ChatView {
  readonly messages: readonly ThreadMessage[]
  readonly messageIds: readonly string[]
  readonly turns: readonly Turn[]
  readonly status: ChatStatus
  readonly run: RunState
  readonly error: TogetherError | null
  readonly queue: readonly QueuedMessage[]
  /** The calls of the visible messages. */
  readonly toolCalls: readonly ToolCallState[]
  /** What the conversation used so far, hidden branches included. */
  readonly usage: UsageSum
  /** With `responseFormat`: the last reply as far as it parses, and once it is complete the validated value. */
  readonly object: unknown
}

type Derive<T> = (state: ChatState, previous: T | undefined) => T

/** Makes the `viewOf` of one chat: it compares with its last result, so that equal lists are the same list. */
export function createViewOf(
  options: () => Pick<ChatOptions, 'prices' | 'responseFormat'>,
): (state: ChatState) => ChatView {
  let last: { state: ChatState; view: ChatView } | null = null
  const derived = createDerived((state) => last?.state === state)
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
  const toolCalls = derived<readonly ToolCallState[]>(
    (state) => state.toolCalls,
    (state, previous) => sameItems(visibleCalls(state, messageIds(state)), previous),
    messageIds,
  )
  const usage = derived<UsageSum>(
    (state) => state.ledger,
    (state, previous) => keepEqual(sumUsage(state.ledger, options().prices), previous),
    () => options().prices,
  )
  const object = derived<unknown>(
    (state) => replyOf(messages(state)),
    (state) => objectOf(replyOf(messages(state)), options().responseFormat),
  )
  const head = (state: ChatState) => (state.tree.head === null ? null : (state.tree.nodes.get(state.tree.head) ?? null))

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
      get toolCalls() {
        return toolCalls(state)
      },
      get usage() {
        return usage(state)
      },
      get object() {
        return object(state)
      },
    }
    last = { state, view }
    return view
  }
}

/** The previous object where every field of the next one is the same. */
export function keepEqual<T extends object>(next: T, previous: T | undefined): T {
  const names = Object.keys(next) as (keyof T)[]
  return previous && names.every((name) => Object.is(next[name], previous[name])) ? previous : next
}

/** Only the newest state's values are remembered: whoever reads an older view changes nothing for the others. */
function createDerived(isNewest: (state: ChatState) => boolean) {
  return <T>(
    source: (state: ChatState) => unknown,
    derive: Derive<T>,
    also: (state: ChatState) => unknown = source,
  ): ((state: ChatState) => T) => {
    let last: { source: unknown; also: unknown; value: T } | undefined
    return (state) => {
      const next = { source: source(state), also: also(state) }
      if (last && last.source === next.source && last.also === next.also) return last.value
      const value = derive(state, last?.value)
      if (isNewest(state)) last = { ...next, value }
      return value
    }
  }
}

function visibleCalls({ toolCalls }: ChatState, ids: readonly string[]): readonly ToolCallState[] {
  if (toolCalls.length === 0) return toolCalls
  const visible = new Set(ids)
  return toolCalls.filter(({ messageId }) => visible.has(messageId))
}

function replyOf(messages: readonly ThreadMessage[]): ThreadMessage | undefined {
  return messages.findLast(({ message }) => message.role === 'assistant')
}

/** A schema's value once it was checked, before that what the text so far says; nothing where no format was asked for. */
function objectOf(reply: ThreadMessage | undefined, format: ChatOptions['responseFormat']): unknown {
  if (!reply || !format) return undefined
  return 'object' in reply ? reply.object : readJson(reply.message.text ?? '')
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
    case 'running-tools':
    case 'awaiting-approval':
    case 'stopping':
      return 'streaming'
    default:
      return run.phase satisfies never
  }
}
