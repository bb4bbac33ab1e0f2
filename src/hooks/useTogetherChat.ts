'use client'

import { useEffect, useId, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import { type InferSchema, preload, type Tool, type Tools } from '../core/index.js'
import {
  type Chat,
  type ChatCallbacks,
  type ChatOptions,
  type ChatView,
  createChat,
  createTogetherTransport,
  type ToolCallState,
} from '../store/index.js'
import { loadPrepareRequest } from '../store/loadPrepareRequest.js'
import { type TogetherConnection, useChatRegistry, useTogetherConnection } from './TogetherProvider.js'
import { createTracker, type Tracker } from './tracker.js'
import { warnOfConflicts } from './warnOfConflicts.js'

/** What a conversation is made with. Options belong to the conversation: those of the newest render hold. */
export interface UseTogetherChatOptions<T extends Tools = Tools> extends Partial<Omit<ChatOptions, 'tools'>> {
  tools?: T | undefined
  /** A conversation made with `createChat`; then it has its own options. */
  chat?: Chat | undefined
  /** Ends the run when the last user of the conversation is gone. @default false */
  stopOnUnmount?: boolean | undefined
}

type ChatVerb =
  | 'sendMessage'
  | 'stop'
  | 'regenerate'
  | 'editMessage'
  | 'retry'
  | 'deleteMessage'
  | 'siblings'
  | 'selectSibling'
  | 'removeQueued'
  | 'continueMessage'
  | 'usageOf'
  | 'addToolResult'
  | 'approveToolCall'
  | 'rejectToolCall'
  | 'setMessages'
  | 'prependMessages'
  | 'clear'
  | 'clearError'
  | 'export'
  | 'import'

/** A conversation: what people see of it, and its verbs. Verbs keep their identity. */
export interface UseTogetherChatResult<T extends Tools = Tools>
  extends Omit<ChatView, 'toolCalls'>,
    Pick<Chat, ChatVerb> {
  readonly id: string
  readonly chat: Chat
  /** The calls of the visible messages; with literal tools, by name: `call.name === 'weather'` types `call.arguments`. */
  readonly toolCalls: readonly ToolCallOf<T>[]
}

/** The state of a call, told apart by the tool's name. */
export type ToolCallOf<T extends Tools> = T extends readonly (infer Item)[] ? CallOfTool<Item> : ToolCallState

type CallOfTool<Item> =
  Item extends Tool<infer Parameters, infer Name>
    ? string extends Name
      ? ToolCallState
      : Omit<ToolCallState, 'name' | 'arguments'> & {
          readonly name: Name
          /** As the model wrote them: only while the tool runs they are known to match its schema. */
          readonly arguments: InferSchema<Parameters> | undefined
        }
    : ToolCallState

/**
 * A conversation with Together AI. A component renders only for what it reads from the result: with `sendMessage` and
 * `status` alone it does not render for each token.
 *
 * The same `id` is the same conversation in every component. Without one, the conversation belongs to the component.
 * A view which goes away does not stop its stream, unless `stopOnUnmount` says so.
 *
 * @example
 * const { messages, sendMessage, status, stop } = useTogetherChat()
 */
export function useTogetherChat<const T extends Tools = Tools>(
  options: UseTogetherChatOptions<T> = {},
): UseTogetherChatResult<T> {
  const chat = useChatOf(options)
  const tracker = useMemo(() => createTracker(chat), [chat])
  const view = useSyncExternalStore(chat.store.subscribe, tracker.snapshot, tracker.snapshot)
  // A new object for each snapshot, so that memoised readers of the result see that something changed.
  return useMemo(() => (view && resultOf(chat, tracker)) as unknown as UseTogetherChatResult<T>, [chat, view, tracker])
}

function useChatOf(options: UseTogetherChatOptions): Chat {
  const { chat: given, stopOnUnmount = false, streamingCallback, onFinish, onError, ...own } = options
  const connection = useTogetherConnection()
  const registry = useChatRegistry()
  const fallbackId = useId()
  const id = own.id
  const create = () =>
    createChat({
      prices: connection.prices,
      ...own,
      id: id ?? fallbackId,
      transport: own.transport ?? createTogetherTransport(connection),
    })
  const [anonymous] = useState(() => (given || id !== undefined ? null : create()))
  const named = id === undefined || given ? null : registry.obtain(id, create)
  const chat = given ?? named ?? anonymous ?? registry.obtain(fallbackId, create)

  usePreload(!given && !own.transport)
  useConfigure(chat, given ? null : own, connection)
  useCallbacks(chat, { streamingCallback, onFinish, onError })
  useStopOnUnmount(chat, stopOnUnmount)
  return chat
}

/** The first request need not wait for the code which writes it and makes it. A transport of one's own makes it by itself. */
function usePreload(hasEngine: boolean): void {
  useEffect(() => {
    loadPrepareRequest().catch(() => {}) // it fails again with the request
    if (hasEngine) void preload()
  }, [hasEngine])
}

/** Options belong to the chat: what a render changes holds for the requests to come. Null leaves a chat its own, but for prices. */
function useConfigure(chat: Chat, options: Partial<ChatOptions> | null, connection: TogetherConnection): void {
  const { id: _id, initialMessages: _initial, transport, ...rest } = options ?? {}
  const isOwn = options !== null
  const chosen = { ...rest, prices: rest.prices ?? connection.prices }
  const [user] = useState(() => ({}))
  useEffect(() => warnOfConflicts(chat, user, chosen))
  useEffect(() => {
    const given = Object.fromEntries(Object.entries(chosen).filter(([, value]) => value !== undefined))
    chat.configure({ ...takenBack(chat, user, given), ...given })
  })
  // What a user who is gone gave counts until the next one looks: then it is taken back.
  useEffect(() => () => leave(chat, user), [chat, user])
  const first = useRef({ transport, connection })
  useEffect(() => {
    if (first.current.transport === transport && first.current.connection === connection) return
    first.current = { transport, connection }
    if (isOwn) chat.configure({ transport: transport ?? createTogetherTransport(connection) })
  }, [chat, isOwn, transport, connection])
}

/** What each user gives to a conversation; who gave last is last. */
const givenTo = new WeakMap<Chat, Map<object, Partial<ChatOptions>>>()
/** What was given by users who are gone. */
const left = new WeakSet<object>()

function leave(chat: Chat, user: object): void {
  const given = givenTo.get(chat)?.get(user)
  if (given) left.add(given)
}

/** For what this user gave to this chat before, and those who are gone: what another user gives, or none. */
function takenBack(chat: Chat, user: object, given: Partial<ChatOptions>): Partial<ChatOptions> {
  const users = givenTo.get(chat) ?? new Map<object, Partial<ChatOptions>>()
  givenTo.set(chat, users)
  const before: string[] = []
  for (const [each, own] of users) {
    if (each !== user && !left.has(own)) continue
    before.push(...Object.keys(own))
    users.delete(each)
  }
  const others = Object.assign({}, ...users.values())
  users.set(user, given)
  return Object.fromEntries(before.map((name) => [name, others[name]]))
}

/** The callbacks of every mounted user are called, those of its newest render. */
function useCallbacks(chat: Chat, callbacks: ChatCallbacks): void {
  const latest = useRef(callbacks)
  useEffect(() => {
    latest.current = callbacks
  })
  useEffect(() => chat.addCallbacks(() => latest.current), [chat])
}

const users = new WeakMap<Chat, number>()

/** Waits a task before it stops: StrictMode and moved components come back at once. */
function useStopOnUnmount(chat: Chat, enabled: boolean): void {
  useEffect(() => {
    users.set(chat, (users.get(chat) ?? 0) + 1)
    return () => {
      const left = (users.get(chat) ?? 1) - 1
      users.set(chat, left)
      if (enabled && left === 0) setTimeout(() => users.get(chat) === 0 && chat.stop())
    }
  }, [chat, enabled])
}

function resultOf(chat: Chat, tracker: Tracker): object {
  const { store: _store, view: _view, configure: _configure, addCallbacks: _addCallbacks, ...verbs } = chat
  const result = { ...verbs, chat }
  for (const key of Object.keys(chat.view()) as (keyof ChatView)[]) {
    Object.defineProperty(result, key, {
      enumerable: true,
      get: () => tracker.read(key),
    })
  }
  return result
}
