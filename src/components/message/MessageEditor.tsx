'use client'

import { type FormEvent, type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import type { FileContent, ImageContent } from '../../core/index.js'
import { useChat } from '../../hooks/ChatProvider.js'
import type { Chat } from '../../store/index.js'
import { MessageField } from '../composer/MessageField.js'
import { useKit } from '../kit/KitContext.js'
import { messageSelector } from '../kit/messageSelector.js'
import { moveFocus } from '../kit/moveFocus.js'

export interface MessageEditorProps {
  messageId: string
  text: string
  /** Images and files of the message, which stay with it. */
  attachments: readonly (ImageContent | FileContent)[]
  /** Without the kit's classes. @default false */
  isPlain?: boolean | undefined
}

/** Writes a user's message anew, in its place. Enter sends, Escape leaves it as it was. */
export function MessageEditor({ messageId, text, attachments, isPlain = false }: MessageEditorProps): ReactNode {
  const chat = useChat()
  const { strings, editing } = useKit()
  const [draft, setDraft] = useState(() => draftsOf(chat).get(messageId) ?? text)
  const field = useRef<HTMLTextAreaElement>(null)
  const isEmpty = draft.trim() === ''

  function close(): void {
    if (field.current) moveFocus(field.current, messageSelector)
    draftsOf(chat).delete(messageId)
    editing.set(null)
  }

  useEffect(() => {
    const { length } = field.current?.value ?? ''
    field.current?.focus()
    field.current?.setSelectionRange(length, length)
  }, [])

  /** What was written outlives the editor, and the views of the chat. */
  function write(next: string): void {
    setDraft(next)
    draftsOf(chat).set(messageId, next)
  }

  function submit(event?: FormEvent): void {
    event?.preventDefault()
    if (isEmpty) return
    close()
    void chat.editMessage(messageId, { text: draft, parts: attachments })
  }

  function onEscape(event: KeyboardEvent): void {
    event.stopPropagation()
    event.preventDefault() // a dialog around the chat would close
    close()
  }

  const look = (className: string) => (isPlain ? undefined : className)
  return (
    <form className={look('tg-editor')} aria-label={strings.editLabel} onSubmit={submit}>
      <MessageField
        ref={field}
        isPlain={isPlain}
        value={draft}
        onValueChange={write}
        onSubmit={submit}
        onEscape={onEscape}
        aria-label={strings.editLabel}
      />
      <div className={look('tg-editor-bar')}>
        <button type="button" className={look('tg-text-button')} onClick={close}>
          {strings.cancel}
        </button>
        <button type="submit" className={look('tg-text-button')} data-primary="" aria-disabled={isEmpty}>
          {strings.save}
        </button>
      </div>
    </form>
  )
}

const drafts = new WeakMap<Chat, Map<string, string>>()

/** What was written so far, by message. */
function draftsOf(chat: Chat): Map<string, string> {
  const known = drafts.get(chat) ?? new Map<string, string>()
  drafts.set(chat, known)
  return known
}
