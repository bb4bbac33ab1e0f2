'use client'

import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useStrings } from '../kit/KitContext.js'
import { moveFocus } from '../kit/moveFocus.js'

export interface AutoRetryProps {
  /** It cannot be tried again yet. */
  isWaiting: boolean
  retry: () => void
}

/** While a wait counts down: a toggle which tries again at its end. */
export function AutoRetry({ isWaiting, retry }: AutoRetryProps): ReactNode {
  const strings = useStrings()
  const [isAsked, setAsked] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const latest = useRef(retry)
  const isDue = isAsked && !isWaiting

  useEffect(() => {
    latest.current = retry
  })
  useEffect(() => {
    if (!isDue) return
    if (button.current?.matches(':focus')) moveFocus(button.current, '[role="log"]')
    latest.current()
  }, [isDue])

  if (!isWaiting && !isAsked) return null
  return (
    <button
      ref={button}
      type="button"
      className="tg-text-button"
      aria-pressed={isAsked}
      onClick={() => setAsked(!isAsked)}
    >
      {strings.retryAutomatically}
    </button>
  )
}
