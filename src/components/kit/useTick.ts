'use client'

import { useEffect, useState } from 'react'

const tickMs = 250
/** Clocks of a page differ by a little: so much above a whole second is that second, in ms. */
const slackMs = 20

/** Renders again and again while something counts up or down. What is shown is read from the clock, not from the ticks. */
export function useTick(isCounting: boolean): void {
  const [, setTick] = useState(0)
  useEffect(() => {
    if (!isCounting) return
    const timer = setInterval(() => setTick((tick) => tick + 1), tickMs)
    return () => clearInterval(timer)
  }, [isCounting])
}

/** Seconds until a time (ms since 1970), as they pass; 0 once it is there, and for null. */
export function useSecondsUntil(time: number | null): number {
  const seconds = time === null ? 0 : Math.max(0, Math.ceil((time - Date.now() - slackMs) / 1000))
  useTick(seconds > 0)
  return seconds
}
