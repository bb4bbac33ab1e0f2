'use client'

import { useContext, useState, useSyncExternalStore } from 'react'
import { isTogetherError, TogetherError } from '../core/index.js'
import { createId } from '../store/createId.js'
import type { Attachment, Chat } from '../store/index.js'
import { ChatContext } from './ChatProvider.js'

/** A file which goes with the next message. */
export interface ComposerAttachment {
  readonly id: string
  /** Of the file; null where it has none. */
  readonly name: string | null
  /** What is sent; null while it is read and, if it is an image, scaled down. */
  readonly part: Attachment | null
}

/** Why something was not sent or not attached. */
export interface ComposerProblem {
  /** Codes: `busy` (the chat refused a send), `too-large` and `invalid-message` (a file). */
  readonly error: TogetherError
  /** The name of the file which was refused; null where it was no file, or one without a name. */
  readonly fileName: string | null
}

/** Which composer. */
export interface UseComposerOptions {
  /** @default that of the nearest `ChatProvider` */
  chat?: Chat | undefined
  /** The draft to begin with. @default '' */
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
 * The draft of a chat's next message: its text, its attachments, and what happened to them. The kit's composer has one
 * of its own; an application which wants to hold the draft makes it and hands it over.
 *
 * @example
 * const composer = useComposer({ chat })
 * return <TogetherChat chat={chat} composer={composer} />
 */
export function useComposer({ chat: given, initialText = '' }: UseComposerOptions = {}): UseComposerResult {
  const chat = useChatOr(given)
  const [text, setText] = useState(initialText)
  const [attachments, setAttachments] = useState<readonly ComposerAttachment[]>([])
  const [problem, setProblem] = useState<ComposerProblem | null>(null)
  const isBusy = useIsBusy(chat)
  const isEmpty = attachments.length === 0 && text.trim() === ''
  const canSubmit = !isEmpty && attachments.every(({ part }) => part !== null)

  function clear(): void {
    setText('')
    setAttachments([])
    setProblem(null)
  }

  async function read(attachment: ComposerAttachment, file: Blob, before: number): Promise<ComposerAttachment[]> {
    try {
      const { attachmentsFrom } = await import('../store/attachments.js')
      const [part = null] = await attachmentsFrom([file], chat.attachmentLimits(), before)
      const ready = { ...attachment, part }
      setAttachments((now) => now.map((each) => (each.id === ready.id ? ready : each)))
      return [ready]
    } catch (cause) {
      setAttachments((now) => now.filter(({ id }) => id !== attachment.id))
      setProblem({ error: isTogetherError(cause) ? cause : unreadable(cause), fileName: attachment.name })
      return []
    }
  }

  return {
    text,
    attachments,
    isEmpty,
    isBusy,
    canSubmit,
    problem,
    setText(next) {
      setText(next)
      setProblem(null)
    },
    async attach(files) {
      const added = Array.from(files, (file) => ({
        file,
        attachment: { id: createId(), name: nameOf(file), part: null },
      }))
      setProblem(null)
      setAttachments((now) => [...now, ...added.map(({ attachment }) => attachment)])
      const reads = added.map(({ file, attachment }, place) => read(attachment, file, attachments.length + place))
      return (await Promise.all(reads)).flat()
    },
    removeAttachment(id) {
      setAttachments((now) => now.filter((each) => each.id !== id))
      setProblem(null)
    },
    submit() {
      if (!canSubmit) return false
      const parts = attachments.flatMap(({ part }) => part ?? [])
      const isTaken = sendTo(chat, parts.length === 0 ? text : { text: text.trim() && text, parts })
      if (isTaken) clear()
      else setProblem({ error: refusedError(), fileName: null })
      return isTaken
    },
    stop: chat.stop,
    clear,
  }
}

function useChatOr(given: Chat | undefined): Chat {
  const found = useContext(ChatContext)
  const chat = given ?? found
  if (chat) return chat
  throw new Error('There is no chat here: give one to useComposer, or call it below a <ChatProvider chat={chat}>.')
}

function useIsBusy(chat: Chat): boolean {
  const isBusy = () => chat.store.getState().run.phase !== 'idle'
  return useSyncExternalStore(chat.store.subscribe, isBusy, isBusy)
}

/** Whether the chat took the message: it shows or queues what it takes at once, and nothing changes when it refuses. */
function sendTo(chat: Chat, input: Parameters<Chat['sendMessage']>[0]): boolean {
  const before = chat.store.getState()
  void chat.sendMessage(input)
  return chat.store.getState() !== before
}

function unreadable(cause: unknown): TogetherError {
  return new TogetherError({ code: 'invalid-message', message: 'The file could not be read.', cause })
}

function refusedError(): TogetherError {
  return new TogetherError({ code: 'busy', message: 'The chat did not take the message: a reply is under way.' })
}

function nameOf(file: Blob): string | null {
  return 'name' in file && typeof file.name === 'string' && file.name !== '' ? file.name : null
}
