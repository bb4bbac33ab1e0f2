'use client'

import type { ReactNode } from 'react'
import type { TogetherError } from '../../core/index.js'
import { remediesOf } from '../../store/index.js'
import { Icon } from '../icons/Icon.js'
import { useKit } from '../kit/KitContext.js'
import { useSecondsUntil } from '../kit/useTick.js'
import { cleanText } from '../markdown/cleanText.js'

interface GenerateErrorProps {
  error: TogetherError
  /** When it happened, ms since 1970; null where nobody saw it. */
  at: number | null
  /** Sends the same prompt again; null where the box did not send it. */
  onRetry: (() => void) | null
}

/** What went wrong, in plain words, and where it helps a way to try again. The announcer speaks it, so it is no alert. */
export function GenerateError({ error, at, onRetry }: GenerateErrorProps): ReactNode {
  const { strings } = useKit()
  const { actions, waitUntil } = remediesOf(error, at ?? Date.now(), false)
  const wait = useSecondsUntil(waitUntil)
  const facts = [error.code, error.status, error.requestId].filter((fact) => fact !== null)
  return (
    <div className="tg-error" data-code={error.code}>
      <Icon name="alert" />
      <div className="tg-error-body">
        <p className="tg-error-text">
          {strings.errorText(error.code)}
          {wait > 0 && ` ${strings.retryAfter(wait)}`}
        </p>
        <div className="tg-error-actions">
          {onRetry && actions.includes('retry') && (
            <button
              type="button"
              className="tg-text-button"
              aria-disabled={wait > 0 || undefined}
              onClick={() => wait === 0 && onRetry()}
            >
              {strings.retry}
            </button>
          )}
          <details className="tg-error-details">
            <summary className="tg-summary">{strings.errorDetails}</summary>
            <p dir="auto">{cleanText(error.message)}</p>
            <p>{cleanText(facts.join(' · '))}</p>
          </details>
        </div>
      </div>
    </div>
  )
}
