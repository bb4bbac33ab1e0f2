'use client'

import { type FormEvent, type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { useChat } from '../../hooks/ChatProvider.js'
import type { ToolCallState } from '../../store/index.js'
import { useWords } from '../kit/KitContext.js'
import { cleanText } from '../markdown/cleanText.js'
import { englishTools } from './strings.js'

/** What `ToolApproval` takes. */
export interface ToolApprovalProps {
  call: ToolCallState
}

/**
 * Decides about a call which waits: allow it, allow all of its tool, or reject it, with a reason for the model if there
 * is one. Enter in the field rejects; nothing allows a call but its own buttons. F8 goes to the first one from anywhere
 * in the chat.
 */
export function ToolApproval({ call: { key, name } }: ToolApprovalProps): ReactNode {
  const chat = useChat()
  const strings = useWords(englishTools)
  const [reason, setReason] = useState<string | null>(null)
  const group = useRef<HTMLDivElement>(null)
  const field = useRef<HTMLInputElement>(null)
  const opener = useRef<HTMLButtonElement>(null)
  const isGivingReason = reason !== null
  const tool = cleanText(name)
  useEffect(() => {
    if (isGivingReason) field.current?.focus()
  }, [isGivingReason])

  /** The buttons go away: the focus stays on the card. */
  function decide(act: () => void): void {
    group.current?.closest('details')?.querySelector('summary')?.focus({ preventScroll: true })
    act()
  }

  function onReject(event: FormEvent): void {
    event.preventDefault()
    decide(() => chat.rejectToolCall(key, reason?.trim()))
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || event.nativeEvent.isComposing || event.keyCode === 229) return // an input method's
    event.stopPropagation()
    event.preventDefault() // a dialog around the chat would close
    setReason(null)
    opener.current?.focus()
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
    <div ref={group} className="tg-approval" role="group" tabIndex={-1} aria-label={strings.approvalOf(tool)}>
      <form className="tg-approval-form" onSubmit={onReject}>
        <button
          type="button"
          className="tg-text-button"
          data-primary=""
          onClick={() => decide(() => chat.approveToolCall(key))}
        >
          {strings.allow}
        </button>
        <button
          type="button"
          className="tg-text-button"
          title={strings.allowAlwaysHint(tool)}
          onClick={() => decide(() => chat.approveToolCall(key, { always: true }))}
        >
          {strings.allowAlways}
        </button>
        <button type="submit" className="tg-text-button">
          {strings.reject}
        </button>
        <button
          ref={opener}
          type="button"
          className="tg-text-button"
          data-quiet=""
          aria-expanded={isGivingReason}
          onClick={() => setReason(isGivingReason ? null : '')}
        >
          {strings.giveReason}
        </button>
        {isGivingReason && (
          <input
            ref={field}
            className="tg-input"
            dir="auto"
            autoComplete="off"
            enterKeyHint="send"
            aria-label={strings.rejectReason}
            placeholder={strings.rejectReason}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            onKeyDown={onKeyDown}
          />
        )}
      </form>
    </div>
  )
}
