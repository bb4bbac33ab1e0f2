import { isTogetherError, TogetherError } from '../core/index.js'
import { createId } from '../store/createId.js'
import type { Attachment, Chat } from '../store/index.js'
import { readFiles } from '../store/readFiles.js'

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
  /** Codes: `busy` (the chat refused a send), `too-large` and `invalid-message` (a file), `network` (what reads files did not load). */
  readonly error: TogetherError
  /** The name of the file which was refused; null where it was no file, or one without a name. */
  readonly fileName: string | null
}

/** What is written for a chat's next message. */
export interface Draft {
  readonly text: string
  readonly attachments: readonly ComposerAttachment[]
  readonly problem: ComposerProblem | null
}

/** The draft of one chat: it outlives the views of it, and no other chat gets it. */
export interface ComposerDraft {
  get(): Draft
  subscribe(listener: () => void): () => void
  setText(text: string): void
  attach(files: Iterable<Blob>): Promise<readonly ComposerAttachment[]>
  removeAttachment(id: string): void
  submit(): boolean
  clear(): void
}

const drafts = new WeakMap<Chat, ComposerDraft>()
const empty: Draft = { text: '', attachments: [], problem: null }

/** The draft of a chat; `text` is what a new one begins with. */
export function draftOf(chat: Chat, text = ''): ComposerDraft {
  const known = drafts.get(chat) ?? createDraft(chat, { ...empty, text })
  drafts.set(chat, known)
  return known
}

export function isEmptyDraft({ text, attachments }: Draft): boolean {
  return attachments.length === 0 && text.trim() === ''
}

/** Something can be sent: it is not empty, and each file is read. */
export function canSubmit(draft: Draft): boolean {
  return !isEmptyDraft(draft) && draft.attachments.every(({ part }) => part !== null)
}

function createDraft(chat: Chat, initial: Draft): ComposerDraft {
  const listeners = new Set<() => void>()
  let draft = initial

  function set(changed: Partial<Draft>): void {
    draft = { ...draft, ...changed }
    for (const listener of [...listeners]) listener()
  }

  async function read(attachment: ComposerAttachment, file: Blob, before: number): Promise<ComposerAttachment[]> {
    const parts = await readFiles([file], chat.attachmentLimits(), before)
    if (!draft.attachments.includes(attachment)) return [] // taken out meanwhile
    const isRefused = isTogetherError(parts)
    const ready = isRefused ? [] : parts.map((part) => ({ ...attachment, part }))
    const problem = isRefused ? { error: parts, fileName: attachment.name } : draft.problem
    set({ attachments: draft.attachments.flatMap((each) => (each === attachment ? ready : each)), problem })
    return ready
  }

  return {
    get: () => draft,
    subscribe(listener) {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
    setText: (text) => set({ text, problem: null }),
    async attach(files) {
      const reads = Array.from(files, (file) => {
        const attachment: ComposerAttachment = { id: createId(), name: nameOf(file), part: null }
        const before = draft.attachments.length
        set({ attachments: [...draft.attachments, attachment], problem: null })
        return read(attachment, file, before)
      })
      return (await Promise.all(reads)).flat()
    },
    removeAttachment: (id) => set({ attachments: draft.attachments.filter((each) => each.id !== id), problem: null }),
    submit() {
      if (!canSubmit(draft)) return false
      const { text, attachments } = draft
      const parts = attachments.flatMap(({ part }) => part ?? [])
      const isTaken = sendTo(chat, parts.length === 0 ? text : { text: text.trim() && text, parts })
      set(isTaken ? empty : { problem: { error: refusedError(), fileName: null } })
      return isTaken
    },
    clear: () => set(empty),
  }
}

/**
 * Whether the chat took the message: it shows or queues what it takes at once. An idle chat which shows nothing yet is
 * reading the files of an earlier send: what comes after it waits its turn.
 */
function sendTo(chat: Chat, input: Parameters<Chat['sendMessage']>[0]): boolean {
  const before = chat.store.getState()
  void chat.sendMessage(input)
  return chat.store.getState() !== before || (before.run.phase === 'idle' && before.queue.length === 0)
}

function refusedError(): TogetherError {
  return new TogetherError({ code: 'busy', message: 'The chat did not take the message: a reply is under way.' })
}

function nameOf(file: Blob): string | null {
  return 'name' in file && typeof file.name === 'string' && file.name !== '' ? file.name : null
}
