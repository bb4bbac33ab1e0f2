// Longer than others: each verb reads and changes who is active, what is being changed, what is being read and what came
// last. Apart they would pass these five variables to and fro, and a verb could no longer be read from top to bottom.

import { createStore } from 'zustand/vanilla'
import { refuse } from '../core/http/TogetherError.js'
import { type AnyTool, type ChatMessage, isTogetherError, TogetherError } from '../core/index.js'
import { applyOutput, withHead, withTree } from './applyOutput.js'
import type { Chat } from './Chat.js'
import { createCallbackRegistry, reported } from './callbacks.js'
import { createId } from './createId.js'
import { readExport, writeExport } from './exportChat.js'
import { hasFiles, withFiles } from './files.js'
import { callsOf, recordsOf } from './groups.js'
import { sumUsage } from './ledger.js'
import { loadPrepareRequest } from './loadPrepareRequest.js'
import { canContinue, canSend } from './predicates.js'
import { callIdsOf, namedModel, readObject, toolsOf } from './requestOf.js'
import { type ActiveRun, createRun, type Earlier, idle } from './run.js'
import { createSendQueue } from './sendQueue.js'
import { busyError, isWordless, readInput, refusedNode, treeOf, userNode } from './threadMessages.js'
import { isFinal } from './toolCallStatus.js'
import type { ToolRound } from './toolRound.js'
import {
  addMessage,
  childIds,
  messageAt,
  nodeAt,
  pathTo,
  prependTree,
  removeMessage,
  selectSibling,
  showAt,
  siblingIds,
} from './tree.js'
import type {
  CallOptions,
  ChatOptions,
  ChatState,
  MessageInput,
  PrepareInfo,
  ThreadMessage,
  ToolCallState,
  Tree,
} from './types.js'
import { createViewOf } from './view.js'
import { isForgettable, withoutError } from './withoutError.js'

/** Makes a conversation over a transport. Nothing is sent and nothing is scheduled until a verb is called. */
export function createChat(options: ChatOptions): Chat {
  let current = options
  let active: ActiveRun | null = null
  /** The last request which told its usage, with what it had sent. */
  let last: PrepareInfo['last'] = null
  /** Tools which a person allowed once and for all: as they were then, not whatever takes their name. */
  const approvedTools = new Set<string>()
  const id = options.id ?? createId()
  const callbacks = createCallbackRegistry()
  callbacks.add(() => current)
  const viewOf = createViewOf(() => current)
  const store = createStore<ChatState>(() => ({
    tree: treeOf(options.initialMessages ?? [], id),
    run: idle,
    queue: [],
    toolCalls: [],
    ledger: [],
  }))
  const { getState, setState, subscribe } = store
  // What a subscriber throws is its own fault: reported once, it changes nothing here.
  store.subscribe = (listener) => subscribe((state, before) => reported(() => listener(state, before)))
  const queue = createSendQueue((queued) => setState({ queue: queued }))
  const changeTree = (change: (tree: Tree) => Tree) => setState((state) => withTree(state, change(state.tree)))
  /** Held while one verb changes several things: whoever hears of the first may not begin another before the last. */
  let isChanging = false
  const isBusy = () => isChanging || active !== null || !canSend(getState())
  let reading: Promise<unknown> | null = null
  /** Resolves when the conversation is replaced: what was meant for it is not sent to the next, and no file holds anybody. */
  let release: (nothing: null) => void = () => {}
  let replaced = new Promise<null>((resolve) => {
    release = resolve
  })

  /** A run under `from`, which becomes the head when the run first says something. */
  async function open(from: string | null, call: CallOptions, begin: (run: ActiveRun) => void): Promise<ThreadMessage> {
    let head: string | null | undefined = from
    /** What it made, as it is now. */
    const replies = new Map<string, ThreadMessage>()
    const run = createRun({
      transport: current.transport,
      maxSteps: current.maxSteps ?? 8,
      maxToolResultBytes: current.maxToolResultBytes ?? 262_144,
      isSeveral: Number({ ...current.generationKwargs, ...call.generationKwargs }.n ?? 1) > 1,
      async prepare(id, continued, step, onAsked) {
        const plan = { options: current, call, path: pathTo(getState().tree, id), continued, step, last, onAsked }
        return (await loadPrepareRequest()).prepareRequest(plan)
      },
      callIds: (parentId) => callIdsOf(pathTo(getState().tree, parentId)),
      isApproved: (tool) => approvedTools.has(signatureOf(tool)),
      readObject: (message) => readObject(current, message),
      onChunk: (chunk) => callbacks.notify('streamingCallback', chunk),
      publish(output) {
        if (output.run === idle && active === run) active = null
        last = output.used ?? last
        for (const message of output.messages ?? []) replies.set(message.id, message)
        const under = head
        head = undefined
        const isOwn = active === null || active === run
        const own = isOwn ? output : { ...output, run: undefined } // the phase is that of the run which is under way
        setState((state) => applyOutput(under === undefined ? state : withHead(state, under), own))
      },
    })
    active = run
    begin(run)
    const message = await run.done
    for (const reply of replies.values())
      if (reply.error) callbacks.notify('onError', { error: reply.error, message: reply })
    callbacks.notify('onFinish', {
      message,
      finishReason: (message.message.meta.finish_reason ?? null) as string | null,
    })
    sendNext()
    return message
  }

  function exclusively<T>(change: () => T): T {
    const before = isChanging
    isChanging = true
    try {
      return change()
    } finally {
      isChanging = before
      sendNext()
    }
  }

  /** Verbs called by a subscriber in the middle of a change wait until it is through. */
  async function afterChange(change: () => ThreadMessage | Promise<ThreadMessage>): Promise<ThreadMessage> {
    while (isChanging) await Promise.resolve()
    return exclusively(change)
  }

  const start = (parent: ThreadMessage, call: CallOptions): ThreadMessage | Promise<ThreadMessage> =>
    exclusively(() => {
      if (!getState().tree.nodes.has(parent.id)) return nothingSent() // it was taken out meanwhile
      return open(parent.id, call, (run) => run.ask(parent.id, parent.turnId))
    })

  function sendNext(): void {
    if (isBusy() || getState().queue.length === 0) return
    exclusively(() => {
      const next = queue.next()
      next?.resolve(send(next.queued.message, next.call, getState().tree.head))
    })
  }

  function send(
    message: ChatMessage,
    call: CallOptions,
    parentId: string | null,
  ): ThreadMessage | Promise<ThreadMessage> {
    const node = userNode(message, parentId)
    return exclusively(() => {
      changeTree((tree) => addMessage(tree, node))
      return start(node, call)
    })
  }

  /** What a send says, null where its conversation was replaced meanwhile. Files are read; later sends wait for them. */
  async function inTurn(input: MessageInput): Promise<ReturnType<typeof readInput> | null> {
    const own = replaced
    const given = hasFiles(input) ? withFiles(input, current.attachments) : input
    const work = Promise.all([given, reading])
    reading = work
    const read = await Promise.race([work, replaced])
    if (reading === work) reading = null
    return read && own === replaced ? readInput(read[0]) : null
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

  const retry = (messageId?: string, call: CallOptions = {}): Promise<ThreadMessage> =>
    afterChange(() => {
      const found = atOrHead(getState().tree, messageId)
      const parent = found?.message.role === 'assistant' ? nodeAt(getState().tree, found.parentId) : found
      if (!found || !parent) return refused(noQuestion)
      stop()
      const { tree } = getState()
      const failed = messageAt(tree, found.id)
      const again = { ...call, model: call.model ?? namedModel(failed) }
      if (failed.message.meta.own && childIds(tree, failed.id).length === 0) return retryInPlace(failed, again)
      if (isForgettable(tree, failed)) changeTree((now) => removeMessage(now, failed.id))
      return start(parent, again)
    })

  /** What is shown beside it stays shown, and what it said stays as a version of its own, unless nothing else comes. */
  async function retryInPlace(failed: ThreadMessage, call: CallOptions): Promise<ThreadMessage> {
    const { tree } = getState()
    const kept = { ...failed, id: createId(), createdAt: Date.now() }
    const isBeside = tree.head !== failed.parentId && tree.path.includes(failed.parentId ?? '')
    if (!isWordless(failed)) changeTree((now) => addMessage(now, kept, false))
    setState(({ toolCalls }) => ({ toolCalls: toolCalls.filter((each) => each.messageId !== failed.id) }))
    const reply = await askFor({ replaced: failed }, isBeside ? tree.head : failed.id, call)
    const { nodes, head } = getState().tree
    const isBack = reply.message === failed.message && nodes.has(failed.id)
    if (isBack && nodes.has(kept.id) && childIds(getState().tree, kept.id).length === 0)
      changeTree((now) => removeMessage(head === kept.id ? showAt(now, failed.id) : now, kept.id))
    return reply
  }

  /** Asks for one reply, which goes on or takes the place of one. */
  function askFor(earlier: Earlier, head: string | null, call: CallOptions): Promise<ThreadMessage> {
    const { parentId, turnId } = (earlier.replaced ?? earlier.continued) as ThreadMessage
    return open(head, { ...call, generationKwargs: { ...call.generationKwargs, n: 1 } }, (run) =>
      run.ask(parentId, turnId, earlier),
    )
  }

  function dropQueue(): void {
    for (const { id: queuedId } of getState().queue) removeQueued(queuedId)
  }

  /** What waits was meant for the conversation which is replaced. */
  function replace(state: Pick<ChatState, 'tree' | 'toolCalls' | 'ledger'>): void {
    reading = null
    release(null)
    replaced = new Promise((resolve) => {
      release = resolve
    })
    exclusively(() => {
      dropQueue()
      stop()
      dropQueue() // what a subscriber sent on hearing of the stop
      last = null
      approvedTools.clear()
      setState(state)
    })
  }

  const setMessages = (messages: readonly (ChatMessage | object)[]) =>
    replace({ tree: treeOf(messages, createId()), toolCalls: [], ledger: [] })

  /** The calls under way, or those of a message which waits since before: then its turn goes on. Null for a call which is over. */
  function roundOf(key: string): ToolRound | null {
    const { toolCalls, tree } = getState()
    const call = toolCalls.find((each) => each.key === key) ?? refuse(`There is no call "${key}".`)
    if (isFinal(call)) return null
    const message = messageAt(tree, call.messageId)
    const calls = callsOf(toolCalls, message.id)
    const round = active?.round()
    if (round?.states().some((state) => state.key === key)) return round
    if (isBusy() || message.status !== 'complete' || childIds(tree, message.id).length > 0)
      refuse('It cannot be answered.', 'busy')
    void answer(message, calls, {})
    return active?.round() ?? null
  }

  /** Goes on with a turn whose calls wait. */
  function answer(message: ThreadMessage, calls: readonly ToolCallState[], call: CallOptions): Promise<ThreadMessage> {
    const tools = toolsOf(current, call) // throws before there is a run
    return exclusively(() => {
      return open(message.id, call, (run) => run.answer(message, calls, tools))
    })
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
      const message = reading || hasFiles(input) ? await inTurn(input) : readInput(input)
      if (message === null) return nothingSent()
      if (isTogetherError(message)) return refusedNode(message)
      const mustWait = isBusy() || getState().queue.length > 0
      const whenBusy = mustWait ? (current.whenBusy ?? 'queue') : null
      if (whenBusy === 'refuse') return refusedNode(busyError(), message)
      if (isChanging || whenBusy === 'queue') return queue.add(message, call)
      return exclusively(() => {
        stop()
        return send(message, call, getState().tree.head)
      })
    },
    attachmentLimits: () => current.attachments,
    stop,
    regenerate: ({ messageId } = {}, call = {}) =>
      afterChange(() => {
        const { tree } = getState()
        const question = nodeAt(tree, atOrHead(tree, messageId)?.turnId ?? null)
        if (question?.message.role !== 'user') return refused(noQuestion)
        stop()
        return start(question, call)
      }),
    async editMessage(messageId, input, call = {}) {
      const message = readInput(hasFiles(input) ? await withFiles(input, current.attachments) : input)
      if (isTogetherError(message)) return refusedNode(message)
      return afterChange(() => {
        const { parentId, message: old } = messageAt(getState().tree, messageId)
        if (old.role !== 'user') return refused(noQuestion)
        stop()
        return send(message, call, parentId)
      })
    },
    retry,
    continueMessage: (messageId, call = {}) =>
      afterChange(() => {
        const message = atOrHead(getState().tree, messageId)
        if (!message || !canContinue(getState(), message.id)) return refused('Only a broken reply goes on.')
        stop()
        const calls = callsOf(getState().toolCalls, message.id)
        if (message.status === 'complete' && !calls.every(isFinal)) return answer(message, calls, call)
        if (!message.message.text) return retry(message.id, call)
        return askFor({ continued: message }, message.id, call)
      }),
    deleteMessage(messageId) {
      messageAt(getState().tree, messageId)
      exclusively(() => {
        stop()
        changeTree((tree) => removeMessage(tree, messageId))
      })
    },
    siblings(messageId) {
      const ids = [...siblingIds(getState().tree, messageId)]
      return { ids, index: ids.indexOf(messageId) }
    },
    selectSibling: (messageId) => changeTree((tree) => selectSibling(tree, messageId)),
    removeQueued,
    addToolResult: ({ key, result, error = false }) => roundOf(key)?.answer(key, result, error),
    approveToolCall(key, { always = false } = {}) {
      const round = roundOf(key)
      const tool = round?.approve(key)
      if (!round || !tool || !always) return
      approvedTools.add(signatureOf(tool))
      for (const call of round.states()) if (call.name === tool.name) round.approve(call.key)
    },
    rejectToolCall: (key, reason) => roundOf(key)?.reject(key, reason),
    get prices() {
      return current.prices
    },
    usageOf(turnId) {
      const { ledger } = getState()
      return sumUsage(turnId === undefined ? ledger : recordsOf(ledger, turnId), current.prices)
    },
    setMessages,
    prependMessages: (messages) => changeTree((tree) => prependTree(tree, treeOf(messages, createId()))),
    clear: () => setMessages([]),
    clearError: (messageId) => changeTree((tree) => withoutError(tree, messageId)),
    export() {
      active?.flush()
      return writeExport(id, getState())
    },
    import: (data) => replace(readExport(data)),
  }
}

const noQuestion = "Only a user's message can be edited or asked again."

/** What a send resolves with whose conversation was replaced before it left. */
function nothingSent(): ThreadMessage {
  return { ...refusedNode(busyError()), status: 'stopped', error: null }
}

/** A tool as a person saw it when they allowed it. */
function signatureOf({ name, description, parameters }: AnyTool): string {
  return JSON.stringify([name, description, parameters])
}

function refused(message: string): ThreadMessage {
  return refusedNode(new TogetherError({ code: 'invalid-argument', message }))
}

/** The head, where no id is given; undefined in an empty conversation. */
function atOrHead(tree: Tree, id: string | undefined): ThreadMessage | undefined {
  return typeof id === 'string' ? messageAt(tree, id) : nodeAt(tree, tree.head) // a click handler passes its event
}
