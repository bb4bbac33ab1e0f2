'use client'

import { forwardRef, type ReactNode } from 'react'
import type { TogetherError } from '../../core/index.js'
import type { ThreadMessage } from '../../store/index.js'
import { Icon } from '../icons/Icon.js'
import { useKit } from '../kit/KitContext.js'
import { classes, type Part, type PartProps } from '../kit/part.js'
import { cleanText } from '../markdown/cleanText.js'
import { ErrorButtons } from './ErrorButtons.js'
import { errorWords } from './errorWords.js'
import { useRemedies } from './useRemedies.js'

/** What `ErrorNotice` takes. */
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
  const { actions, wait } = useRemedies(message, error)
  return (
    <div ref={ref} className={classes('tg-error', className)} style={style} data-code={error.code}>
      <Icon name="alert" />
      <div className="tg-error-body">
        <p className="tg-error-text">
          {errorWords({ ...message, error }, strings)}
          {wait > 0 && ` ${strings.retryAfter(wait)}`}
        </p>
        <div className="tg-error-actions">
          <ErrorButtons message={message} error={error} actions={actions} mustWait={wait > 0} />
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

function factsOf({ code, status, requestId }: TogetherError): string {
  return cleanText([code, status, requestId].filter((fact) => fact !== null).join(' · '))
}
