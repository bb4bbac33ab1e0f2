'use client'

import type { ReactNode } from 'react'
import type { RunState } from '../../store/index.js'
import { useStrings } from '../kit/KitContext.js'
import { useSecondsUntil } from '../kit/useTick.js'

/** Counts down to the next attempt. `attempt` of a waiting run is the one which failed. */
export function RetryNotice({ run }: { run: RunState }): ReactNode {
  const strings = useStrings()
  const seconds = useSecondsUntil(run.retryAt)
  const attempt = run.attempt + 1
  return <>{seconds > 0 ? strings.retryingIn(seconds, attempt) : strings.retrying(attempt)}</>
}
