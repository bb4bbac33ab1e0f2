'use client'

import { Fragment, forwardRef, type ReactNode, useRef } from 'react'
import type { TogetherError } from '../../core/index.js'
import { useChat } from '../../hooks/ChatProvider.js'
import { type Remedies, type Remedy, remediesOf, type ThreadMessage } from '../../store/index.js'
import { Icon } from '../icons/Icon.js'
import { useKit } from '../kit/KitContext.js'
import { moveFocus } from '../kit/moveFocus.js'
import { classes, type Part, type PartProps } from '../kit/part.js'
import { useSecondsUntil } from '../kit/useTick.js'
import { cleanText } from '../markdown/cleanText.js'
import { useCanContinue } from '../message/useCanContinue.js'
import { AutoRetry } from './AutoRetry.js'
import { LeavingButton } from './LeavingButton.js'

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
  const { createdAt, timing } = message
  const { actions, waitUntil } = remediesOf(error, timing?.finishedAt ?? createdAt, Boolean(message.message.text))
  const wait = useSecondsUntil(waitUntil)
  const words = message.status === 'interrupted' ? strings.interrupted : strings.errorText(error.code)
  return (
    <div ref={ref} className={classes('tg-error', className)} style={style} data-code={error.code}>
      <Icon name="alert" />
      <div className="tg-error-body">
        <p className="tg-error-text">
          {words}
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

interface ErrorButtonsProps extends Pick<ErrorNoticeProps, 'message' | 'error'>, Pick<Remedies, 'actions'> {
  mustWait: boolean
}

function ErrorButtons({ message, error, actions, mustWait }: ErrorButtonsProps): ReactNode {
  const chat = useChat()
  const { strings, editing } = useKit()
  const canContinue = useCanContinue(message.id)
  const { id, turnId } = message
  const buttons: Readonly<Record<Remedy, ReactNode>> = {
    retry: <LeavingButton label={strings.retry} mustWait={mustWait} act={() => void chat.retry(id)} />,
    continue: canContinue && <LeavingButton label={strings.continue} act={() => void chat.continueMessage(id)} />,
    edit: <LeavingButton label={strings.edit} act={() => editing.set(turnId)} />,
    'switch-model': <OtherModel message={message} error={error} />,
  }
  return (
    <>
      {actions.map((action) => (
        <Fragment key={action}>{buttons[action]}</Fragment>
      ))}
      {actions.includes('retry') && <AutoRetry messageId={id} isWaiting={mustWait} />}
      <LeavingButton label={strings.dismiss} act={() => chat.clearError(id)} />
    </>
  )
}

/** The app's way to another model; it knows which ones there are. */
function OtherModel({ message, error }: Pick<ErrorNoticeProps, 'message' | 'error'>): ReactNode {
  const chat = useChat()
  const { SwitchModel } = useKit().components
  const place = useRef<HTMLSpanElement>(null)

  function retry(model: string): void {
    if (place.current) moveFocus(place.current, '[role="log"]')
    void chat.retry(message.id, { model })
  }

  return (
    SwitchModel && (
      <span ref={place}>
        <SwitchModel message={message} error={error} retry={retry} />
      </span>
    )
  )
}

function factsOf({ code, status, requestId }: TogetherError): string {
  return cleanText([code, status, requestId].filter((fact) => fact !== null).join(' · '))
}
