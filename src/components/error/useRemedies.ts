'use client'

import { type Remedies, remediesOf } from '../../store/index.js'
import { useSecondsUntil } from '../kit/useTick.js'
import type { ErrorNoticeProps } from './ErrorNotice.js'

/** What can be done about the error of a message, and in how many seconds; 0 for at once. */
export function useRemedies(
  { createdAt, timing, message }: ErrorNoticeProps['message'],
  error: ErrorNoticeProps['error'],
): Pick<Remedies, 'actions'> & { wait: number } {
  const { actions, waitUntil } = remediesOf(error, timing?.finishedAt ?? createdAt, Boolean(message.text))
  return { actions, wait: useSecondsUntil(waitUntil) }
}
