'use client'

import { Fragment, type ReactNode, useRef } from 'react'
import { useChat } from '../../hooks/ChatProvider.js'
import type { Remedies, Remedy } from '../../store/index.js'
import { createLoaded } from '../kit/createLoaded.js'
import { useKit } from '../kit/KitContext.js'
import { LeavingButton } from '../kit/LeavingButton.js'
import { moveFocus } from '../kit/moveFocus.js'
import { useCanContinue } from '../message/useCanContinue.js'
import type { AutoRetryProps } from './AutoRetry.js'
import type { ErrorNoticeProps } from './ErrorNotice.js'

// Loaded with the first error which says how long to wait.
const AutoRetry = createLoaded<AutoRetryProps>(async () => (await import('./AutoRetry.js')).AutoRetry)

export interface ErrorButtonsProps extends Pick<ErrorNoticeProps, 'message' | 'error'>, Pick<Remedies, 'actions'> {
  mustWait: boolean
  /** Of each button; '' for none. @default the kit's */
  className?: string | undefined
}

/** A button for each thing that can be done about an error. */
export function ErrorButtons({ message, error, actions, mustWait, className }: ErrorButtonsProps): ReactNode {
  const chat = useChat()
  const { strings, editing } = useKit()
  const canContinue = useCanContinue(message.id)
  const { id, turnId } = message
  const button = (label: string, act: () => void, waits = false) => (
    <LeavingButton className={className} label={label} mustWait={waits} act={act} />
  )
  const buttons: Readonly<Record<Remedy, ReactNode>> = {
    retry: button(strings.retry, () => void chat.retry(id), mustWait),
    continue: canContinue && button(strings.continue, () => void chat.continueMessage(id)),
    edit: button(strings.edit, () => editing.set(turnId)),
    'switch-model': <OtherModel message={message} error={error} />,
  }
  return (
    <>
      {actions.map((action) => (
        <Fragment key={action}>{buttons[action]}</Fragment>
      ))}
      {actions.includes('retry') && error.retryAfterMs !== null && (
        <AutoRetry className={className} messageId={id} isWaiting={mustWait} fallback={null} />
      )}
      {button(strings.dismiss, () => chat.clearError(id))}
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
