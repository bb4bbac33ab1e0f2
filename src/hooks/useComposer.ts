'use client'

import { useContext, useSyncExternalStore } from 'react'
import type { Chat } from '../store/index.js'
import { ChatContext } from './ChatProvider.js'
import { type ComposerAttachment, type ComposerProblem, canSubmit, draftOf, isEmptyDraft } from './composerDraft.js'

/** Which composer. */
export interface UseComposerOptions {
  /** @default that of the nearest `ChatProvider` */
  chat?: Chat | undefined
  /** The draft to begin with, where there is none yet. @default '' */
  initialText?: string | undefined
}

/** A message which is being written, and its verbs. */
export interface UseComposerResult {
  readonly text: string
  readonly attachments: readonly ComposerAttachment[]
  /** There is nothing to send: no attachment, and no text but white space. */
  readonly isEmpty: boolean
  /** A run is under way: what is sent waits its turn. */
  readonly isBusy: boolean
  /** Something can be sent: it is not empty, and each file is read. */
  readonly canSubmit: boolean
  /** What went wrong last; null once something is written or attached. */
  readonly problem: ComposerProblem | null
  setText(text: string): void
  /** Reads files, as an input, a paste or a drop has them. Resolves with those which can be sent; never rejects. */
  attach(files: Iterable<Blob>): Promise<readonly ComposerAttachment[]>
  removeAttachment(id: string): void
  /** Sends what was written. Returns whether the chat took it: then the draft is gone, else it stays. */
  submit(): boolean
  /** Ends the run under way. */
  stop(): void
  /** Empties the draft. */
  clear(): void
}

/**
 * The draft of a chat's next message: its text, its attachments, and what happened to them. Each chat has one, which
 * outlives its views; the kit's composer shows it, and so can an application: to fill it, or to keep it elsewhere.
 *
 * @example
 * const composer = useComposer({ chat })
 * return <TogetherChat chat={chat} composer={composer} />
 */
export function useComposer({ chat: given, initialText = '' }: UseComposerOptions = {}): UseComposerResult {
  const chat = useChatOr(given)
  const own = draftOf(chat, initialText)
  const draft = useSyncExternalStore(own.subscribe, own.get, own.get)
  const isBusy = useIsBusy(chat)
  const { get: _get, subscribe: _subscribe, ...verbs } = own
  return {
    ...draft,
    ...verbs,
    isEmpty: isEmptyDraft(draft),
    isBusy,
    canSubmit: canSubmit(draft),
    stop: chat.stop,
  }
}

function useChatOr(given: Chat | undefined): Chat {
  const found = useContext(ChatContext)
  const chat = given ?? found
  if (chat) return chat
  throw new Error('There is no chat: give useComposer one, or put a <ChatProvider chat={chat}> around it.')
}

function useIsBusy(chat: Chat): boolean {
  const isBusy = () => chat.store.getState().run.phase !== 'idle'
  return useSyncExternalStore(chat.store.subscribe, isBusy, isBusy)
}
