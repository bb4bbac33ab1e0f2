'use client'

import { type FormEvent, forwardRef, type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react'
import { useChat } from '../../hooks/ChatProvider.js'
import { useChatSelector } from '../../hooks/useChatSelector.js'
import type { Chat } from '../../store/index.js'
import { useKit } from '../kit/KitContext.js'
import { classes, type Part, type PartProps } from '../kit/part.js'
import { MessageField } from './MessageField.js'
import { QueuedMessages } from './QueuedMessages.js'
import { SendButton } from './SendButton.js'
import { ToolStatus } from './ToolStatus.js'

/** What `Composer` takes. */
export interface ComposerProps extends PartProps {
  placeholder?: string | undefined
  autoFocus?: boolean | undefined
}

/**
 * Where messages are written: a form with the chat's one text box. Enter sends, Escape stops the run, and a message
 * sent meanwhile waits above. The draft goes only once the chat took it.
 *
 * @example
 * <ChatRoot chat={chat}><MessageList /><Composer /></ChatRoot>
 */
export const Composer: Part<ComposerProps, HTMLFormElement> = forwardRef(function Composer(
  { className, style, placeholder, autoFocus = false },
  ref,
): ReactNode {
  const chat = useChat()
  const { strings, announcer } = useKit()
  const isBusy = useChatSelector(({ run }) => run.phase !== 'idle')
  const [draft, setDraft] = useState('')
  const [isRefused, setRefused] = useState(false)
  const field = useRef<HTMLTextAreaElement>(null)
  const hintId = useId()
  const isEmpty = draft.trim() === ''

  function send(event?: FormEvent): void {
    event?.preventDefault()
    if (isEmpty) return
    const accepted = sendTo(chat, draft)
    setRefused(!accepted)
    if (accepted) setDraft('')
    else announcer.announce(strings.refused, 'assertive')
    field.current?.focus({ preventScroll: true })
  }

  function onEscape(event: KeyboardEvent): void {
    if (!isBusy) return
    event.stopPropagation()
    event.preventDefault() // a dialog around the chat would close
    chat.stop()
  }

  return (
    <form
      ref={ref}
      className={classes('tg-composer', className)}
      style={style}
      aria-label={strings.composerForm}
      data-busy={isBusy || undefined}
      onSubmit={send}
    >
      <ToolStatus />
      <QueuedMessages />
      {isRefused && <p className="tg-note">{strings.refused}</p>}
      <div className="tg-composer-box">
        <MessageField
          ref={field}
          value={draft}
          onValueChange={setDraft}
          onSubmit={send}
          onEscape={onEscape}
          placeholder={placeholder ?? strings.composerPlaceholder}
          aria-label={strings.composerLabel}
          aria-describedby={hintId}
          autoFocus={autoFocus}
        />
        {isBusy && !isEmpty && (
          <button type="submit" className="tg-text-button" onMouseDown={(event) => event.preventDefault()}>
            {strings.queue}
          </button>
        )}
        <SendButton isBusy={isBusy} isEmpty={isEmpty} onStop={chat.stop} />
      </div>
      <span id={hintId} className="tg-hidden">
        {strings.composerHint}
      </span>
    </form>
  )
})

/** Whether the chat took the message: it shows or queues what it takes at once, and nothing changes when it refuses. */
function sendTo(chat: Chat, text: string): boolean {
  const before = chat.store.getState()
  void chat.sendMessage(text)
  return chat.store.getState() !== before
}
