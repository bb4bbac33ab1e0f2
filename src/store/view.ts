import type { TogetherError } from '../core/index.js'
import { sumUsage, type UsageSum } from './ledger.js'
import { readJson } from './loadStructured.js'
import { keepEqual, sameItems } from './same.js'
import { nodeAt, turnsOf } from './tree.js'
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

/** Makes the `viewOf` of one chat: it compares with its last result, so that equal lists are the same list. */
export function createViewOf(
  options: () => Pick<ChatOptions, 'prices' | 'responseFormat'>,
): (state: ChatState) => ChatView {
  let last: { state: ChatState; view: ChatView } | null = null
  const derived = createDerived((state) => last?.state === state)
  const turns = derived<readonly Turn[]>(
    ({ tree }) => [tree.messages],
    ({ tree }, known) => turnsOf(tree.messages, known),
  )
  const visible = derived(
    ({ tree }) => [tree.path],
    ({ tree }) => new Set(tree.path),
  )
  const toolCalls = derived<readonly ToolCallState[]>(
    (state) => [state.toolCalls, state.tree.path],
    (state, known) =>
      sameItems(
        state.toolCalls.filter(({ messageId }) => visible(state).has(messageId)),
        known,
      ),
  )
  const usage = derived<UsageSum>(
    ({ ledger }) => [ledger, options().prices],
    ({ ledger }, known) => keepEqual(sumUsage(ledger, options().prices), known),
  )
  const object = derived(
    (state) => [replyOf(state)],
    (state) => objectOf(replyOf(state), options().responseFormat),
  )
  const head = ({ tree }: ChatState) => nodeAt(tree, tree.head)

  return (state) => {
    if (last?.state === state) return last.view
    const view: ChatView = {
      messages: state.tree.messages,
      messageIds: state.tree.path,
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

/** Only the newest state's values are remembered: whoever reads an older view changes nothing for the others. */
function createDerived(isNewest: (state: ChatState) => boolean) {
  return <T>(
    sourcesOf: (state: ChatState) => readonly unknown[],
    derive: (state: ChatState, known: T | undefined) => T,
  ): ((state: ChatState) => T) => {
    let last: { sources: readonly unknown[]; value: T } | undefined
    return (state) => {
      const sources = sourcesOf(state)
      if (last && sameItems(sources, last.sources) === last.sources) return last.value
      const value = derive(state, last?.value)
      if (isNewest(state)) last = { sources, value }
      return value
    }
  }
}

/** The last reply of the visible messages. */
function replyOf({ tree }: ChatState): ThreadMessage | undefined {
  return tree.messages.findLast(({ message }) => message.role === 'assistant')
}

/** A schema's value once it was checked, before that what the text so far says; nothing where no format was asked for. */
function objectOf(reply: ThreadMessage | undefined, format: ChatOptions['responseFormat']): unknown {
  if (!reply || !format) return undefined
  return 'object' in reply ? reply.object : readJson(reply.message.text ?? '')
}

function statusOf({ run: { phase } }: ChatState, head: ThreadMessage | undefined): ChatStatus {
  if (phase === 'idle') return head?.status === 'error' || head?.status === 'interrupted' ? 'error' : 'ready'
  return phase === 'sending' || phase === 'retry-wait' ? 'submitted' : 'streaming'
}
