'use client'

import { forwardRef, type MouseEvent, type ReactNode } from 'react'
import type { TogetherError } from '../../core/index.js'
import { useChat } from '../../hooks/ChatProvider.js'
import type { ThreadMessage } from '../../store/index.js'
import { Icon } from '../icons/Icon.js'
import { useKit } from '../kit/KitContext.js'
import { moveFocus } from '../kit/moveFocus.js'
import { classes, type Part, type PartProps } from '../kit/part.js'
import { cleanText } from '../markdown/cleanText.js'
import { errorActions } from './errorActions.js'

export interface ErrorNoticeProps extends PartProps {
  message: ThreadMessage
  error: TogetherError
}

/** What went wrong with a reply, in plain words, and what can be done. The announcer speaks it, so it is no alert. */
export const ErrorNotice: Part<ErrorNoticeProps, HTMLDivElement> = forwardRef(function ErrorNotice(
  { message, error, className, style },
  ref,
): ReactNode {
  const { strings } = useKit()
  const words = message.status === 'interrupted' ? strings.interrupted : strings.errorText(error.code)
  const wait = error.retryAfterMs === null ? null : Math.ceil(error.retryAfterMs / 1000)
  return (
    <div ref={ref} className={classes('tg-error', className)} style={style} data-code={error.code}>
      <Icon name="alert" />
      <div className="tg-error-body">
        <p className="tg-error-text">
          {words}
          {wait !== null && ` ${strings.retryAfter(wait)}`}
        </p>
        <div className="tg-error-actions">
          <ErrorButtons message={message} error={error} />
          <details className="tg-error-details">
            <summary className="tg-summary">{strings.errorDetails}</summary>
            <p dir="auto">{cleanText(error.message)}</p>
            <p>{factsOf(error)}</p>
          </details>
        </div>
      </div>
    </div>
  )
})

function ErrorButtons({ message, error }: Pick<ErrorNoticeProps, 'message' | 'error'>): ReactNode {
  const chat = useChat()
  const { strings, editing } = useKit()
  const { canRetry, canEdit } = errorActions(error.code)
  return (
    <>
      {canRetry && <ErrorButton label={strings.retry} act={() => void chat.retry(message.id)} />}
      {canEdit && <ErrorButton label={strings.edit} act={() => editing.set(message.turnId)} />}
      <ErrorButton label={strings.dismiss} act={() => chat.clearError(message.id)} />
    </>
  )
}

function ErrorButton({ label, act }: { label: string; act: () => void }): ReactNode {
  function onClick({ currentTarget }: MouseEvent): void {
    moveFocus(currentTarget, '[role="log"]')
    act()
  }
  return (
    <button type="button" className="tg-text-button" onClick={onClick}>
      {label}
    </button>
  )
}

function factsOf({ code, status, requestId }: TogetherError): string {
  return cleanText([code, status, requestId].filter((fact) => fact !== null).join(' · '))
}
