'use client'

import { type ReactNode, useEffect, useState } from 'react'
import type { RunState } from '../../store/index.js'
import { useStrings } from '../kit/KitContext.js'

/** Counts down to the next attempt. `attempt` of a waiting run is the one which failed. */
export function RetryNotice({ run }: { run: RunState }): ReactNode {
  const strings = useStrings()
  const seconds = useSecondsUntil(run.retryAt)
  const attempt = run.attempt + 1
  return <>{seconds > 0 ? strings.retryingIn(seconds, attempt) : strings.retrying(attempt)}</>
}

function useSecondsUntil(time: number | null): number {
  const left = () => (time === null ? 0 : Math.max(0, Math.ceil((time - Date.now()) / 1000)))
  const [, setTick] = useState(0)
  useEffect(() => {
    if (time === null) return
    const timer = setInterval(() => setTick((tick) => tick + 1), 250)
    return () => clearInterval(timer)
  }, [time])
  return left()
}
