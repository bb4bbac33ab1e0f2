import { createStore, type StoreApi } from 'zustand/vanilla'
import { type ChatMessage, isTogetherError } from '../core/index.js'
import { createCallbackRegistry } from './callbacks.js'
import { createId } from './createId.js'
import { hasFiles, withFiles } from './files.js'
import { canSend } from './predicates.js'
import { type ActiveRun, createRun, idle, type RunOutput } from './run.js'
import { createSendQueue } from './sendQueue.js'
import { busyError, isWordless, readInput, refusedNode, requestOf, treeOf, userNode } from './threadMessages.js'
import {
  addMessage,
  childIds,
  messageAt,
  pathTo,
  removeMessage,
  selectSibling,
  siblingIds,
  updateMessage,
} from './tree.js'
import type { CallOptions, ChatCallbacks, ChatOptions, ChatState, MessageInput, ThreadMessage, Tree } from './types.js'
import { type ChatView, createViewOf } from './view.js'

/** One conversation. What a server or a network does is never thrown: see the messages' `status` and `error`. */
export interface Chat {
  readonly id: string
  readonly store: StoreApi<ChatState>
  /** What people see of the present state. */
  view(): ChatView
  /** Changes options for the requests to come. */
  configure(options: Partial<ChatOptions>): void
  /** Adds functions which are told what happens; returns their removal. */
  addCallbacks(callbacks: () => ChatCallbacks): () => void
  /** Sends a message. Resolves with the reply in its final state; never rejects. While busy it waits its turn. */
  sendMessage(input: MessageInput, call?: CallOptions): Promise<ThreadMessage>
  /** Ends the run under way; the text so far stays. What waits in the queue is sent next. */
  stop(): void
  /** Asks again for the answer of a turn, by default the last; the old one stays beside it. */
  regenerate(target?: { messageId?: string | undefined }, call?: CallOptions): Promise<ThreadMessage>
  /** Writes a user's message anew and asks again; the old turn stays beside it. */
  editMessage(id: string, input: MessageInput, call?: CallOptions): Promise<ThreadMessage>
  /** Sends a failed turn again, by default the last, without doubling the user's message. */
  retry(id?: string, call?: CallOptions): Promise<ThreadMessage>
  /** Takes a message out with everything below it. */
  deleteMessage(id: string): void
  siblings(id: string): { ids: string[]; index: number }
  /** Shows another sibling, with the tail which was visible below it. */
  selectSibling(id: string): void
  /** Takes a waiting message out of the queue; its send resolves with a message of status `stopped`. */
  removeQueued(id: string): void
  setMessages(messages: readonly (ChatMessage | object)[]): void
  clear(): void
  /** Dismisses a message's error, by default the head's; a last reply without a word goes with it. */
  clearError(id?: string): void
}

/** Makes a conversation over a transport. Nothing is sent and nothing is scheduled until a verb is called. */
export function createChat(options: ChatOptions): Chat {
  let current = options
  let active: ActiveRun | null = null
  const id = options.id ?? createId()
  const callbacks = createCallbackRegistry()
  callbacks.add(() => current)
  const viewOf = createViewOf()
  const store = createStore<ChatState>(() => ({
    tree: treeOf(options.initialMessages ?? [], id),
    run: idle,
    queue: [],
    toolCalls: [],
  }))
  const { getState, setState } = store
  const queue = createSendQueue((queued) => setState({ queue: queued }))
  const changeTree = (change: (tree: Tree) => Tree) => setState(({ tree }) => ({ tree: change(tree) }))
  const isBusy = () => active !== null || !canSend(getState())

  function start(parent: ThreadMessage, call: CallOptions): Promise<ThreadMessage> {
    const run = createRun({
      parentId: parent.id,
      turnId: parent.turnId,
      isSeveral: Number({ ...current.generationKwargs, ...call.generationKwargs }.n ?? 1) > 1,
      transport: current.transport,
      request: () => requestOf(current, pathTo(getState().tree, parent.id), call),
      onChunk: (chunk) => callbacks.notify('streamingCallback', chunk),
      publish(output) {
        if (output.run === idle && active === run) active = null
        setState((state) => applyOutput(state, output))
      },
    })
    active = run
    run.begin()
    return run.done.then((message) => {
      if (message.error) callbacks.notify('onError', { error: message.error, message })
      callbacks.notify('onFinish', { message, finishReason: finishReasonOf(message) })
      sendNext()
      return message
    })
  }

  function sendNext(): void {
    if (isBusy()) return
    const next = queue.next()
    next?.resolve(send(next.queued.message, next.call, getState().tree.head))
  }

  function send(message: ChatMessage, call: CallOptions, parentId: string | null): Promise<ThreadMessage> {
    const node = userNode(message, parentId)
    changeTree((tree) => addMessage(tree, node))
    return start(node, call)
  }

  function stop(): void {
    const stopped = active
    active = null
    stopped?.stop()
  }

  function removeQueued(queuedId: string): void {
    const removed = queue.remove(queuedId)
    removed?.resolve({ ...userNode(removed.queued.message, null), status: 'stopped' })
  }

  /** What waits was meant for the conversation which is replaced. */
  function setMessages(messages: readonly (ChatMessage | object)[]): void {
    const tree = treeOf(messages, createId())
    for (const { id: queuedId } of getState().queue) removeQueued(queuedId)
    stop()
    setState({ tree, toolCalls: [] })
  }

  return {
    id,
    store,
    view: () => viewOf(getState()),
    configure(changed) {
      current = { ...current, ...changed }
    },
    addCallbacks: callbacks.add,
    async sendMessage(input, call = {}) {
      const message = readInput(hasFiles(input) ? await withFiles(input) : input)
      if (isTogetherError(message)) return refusedNode(message)
      const mustWait = isBusy() || getState().queue.length > 0
      const whenBusy = mustWait ? (current.whenBusy ?? 'queue') : null
      if (whenBusy === 'queue') return queue.add(message, call)
      if (whenBusy === 'refuse') return refusedNode(busyError(), message)
      stop()
      return send(message, call, getState().tree.head)
    },
    stop,
    async regenerate({ messageId } = {}, call = {}) {
      const { turnId } = atOrHead(getState().tree, messageId)
      stop()
      return start(messageAt(getState().tree, turnId), call)
    },
    async editMessage(messageId, input, call = {}) {
      const message = readInput(hasFiles(input) ? await withFiles(input) : input)
      if (isTogetherError(message)) return refusedNode(message)
      const { parentId } = messageAt(getState().tree, messageId)
      stop()
      return send(message, call, parentId)
    },
    async retry(messageId, call = {}) {
      const { id: failedId } = atOrHead(getState().tree, messageId)
      stop()
      const { tree } = getState()
      const failed = messageAt(tree, failedId)
      if (isWordless(failed) && childIds(tree, failedId).length === 0) changeTree((now) => removeMessage(now, failedId))
      return start(messageAt(getState().tree, failed.turnId), call)
    },
    deleteMessage(messageId) {
      messageAt(getState().tree, messageId)
      stop()
      changeTree((tree) => removeMessage(tree, messageId))
      setState(({ tree, toolCalls }) => ({ toolCalls: toolCalls.filter((call) => tree.nodes.has(call.messageId)) }))
    },
    siblings(messageId) {
      const ids = siblingIds(getState().tree, messageId)
      return { ids, index: ids.indexOf(messageId) }
    },
    selectSibling: (messageId) => changeTree((tree) => selectSibling(tree, messageId)),
    removeQueued,
    setMessages,
    clear: () => setMessages([]),
    clearError: (messageId) => changeTree((tree) => withoutError(tree, messageId)),
  }
}

/** The first message of a reply becomes the head when it appears; the other choices stand beside it. */
function applyOutput(
  state: ChatState,
  { run = state.run, messages = [], toolCalls = [] }: RunOutput,
): Partial<ChatState> {
  const tree = messages.reduce(
    (grown, node, place) =>
      grown.nodes.has(node.id) ? updateMessage(grown, node) : addMessage(grown, node, place === 0),
    state.tree,
  )
  const keys = new Set(toolCalls.map(({ key }) => key))
  const others = toolCalls.length > 0 ? state.toolCalls.filter(({ key }) => !keys.has(key)) : state.toolCalls
  return { run, tree, toolCalls: toolCalls.length > 0 ? [...others, ...toolCalls] : others }
}

function atOrHead(tree: Tree, id: string | undefined): ThreadMessage {
  return messageAt(tree, id ?? tree.head ?? '')
}

function withoutError(tree: Tree, id: string | null = tree.head): Tree {
  const failed = id === null ? undefined : tree.nodes.get(id)
  if (!failed?.error) return tree
  if (isWordless(failed) && childIds(tree, failed.id).length === 0) return removeMessage(tree, failed.id)
  return updateMessage(tree, { ...failed, error: null, status: 'stopped' })
}

function finishReasonOf({ message }: ThreadMessage): string | null {
  return (message.meta.finish_reason as string | null | undefined) ?? null
}
