'use client'

import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useChat } from '../../hooks/ChatProvider.js'
import { useChatSelector } from '../../hooks/useChatSelector.js'
import { useStrings } from '../kit/KitContext.js'
import { moveFocus } from '../kit/moveFocus.js'

export interface AutoRetryProps {
  messageId: string
  /** It cannot be tried again yet. */
  isWaiting: boolean
  /** '' for none. @default the kit's */
  className?: string | undefined
}

/** While a wait counts down: a toggle which tries again at its end, unless the conversation went on meanwhile. */
export function AutoRetry({ messageId, isWaiting, className = 'tg-text-button' }: AutoRetryProps): ReactNode {
  const chat = useChat()
  const strings = useStrings()
  const [isAsked, setAsked] = useState(false)
  const [isFocused, setFocused] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const isIdle = useChatSelector(({ run }) => run.phase === 'idle') // another choice may be tried again just now
  const isDue = isAsked && !isWaiting && isIdle

  useEffect(() => {
    const { run, messages } = chat.view()
    if (!isDue || run.phase !== 'idle') return
    setAsked(false)
    const failed = chat.store.getState().tree.nodes.get(messageId)
    if (!failed || failed.turnId !== messages.at(-1)?.turnId) return
    if (button.current?.matches(':focus')) moveFocus(button.current, '[role="log"]')
    void chat.retry(messageId)
  }, [chat, messageId, isDue])

  // It does not go away under the focus.
  if (!isWaiting && !isAsked && !isFocused) return null
  return (
    <button
      ref={button}
      type="button"
      className={className || undefined}
      aria-pressed={isAsked}
      aria-disabled={!isWaiting || undefined}
      onClick={() => isWaiting && setAsked(!isAsked)}
      onFocus={() => setFocused(true)}
      onBlur={() => setFocused(false)}
    >
      {strings.retryAutomatically}
    </button>
  )
}
