'use client'

import type { ReactNode } from 'react'
import { useStrings } from '../kit/KitContext.js'
import { ErrorButtons } from './ErrorButtons.js'
import type { ErrorNoticeProps } from './ErrorNotice.js'
import { useRemedies } from './useRemedies.js'

export type ErrorRemediesProps = Pick<ErrorNoticeProps, 'message' | 'error'>

/** What can be done about an error, without looks: how long to wait, and a button for each way. */
export function ErrorRemedies({ message, error }: ErrorRemediesProps): ReactNode {
  const strings = useStrings()
  const { actions, wait } = useRemedies(message, error)
  return (
    <>
      {wait > 0 && <p>{strings.retryAfter(wait)}</p>}
      <ErrorButtons className="" message={message} error={error} actions={actions} mustWait={wait > 0} />
    </>
  )
}
