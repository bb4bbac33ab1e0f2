'use client'

import { useSyncExternalStore } from 'react'

/** When today began by the reader's clock, in ms since 1970. Renders when another day begins. */
export function useToday(): number {
  return useSyncExternalStore(onNextDay, today, today)
}

function today(): number {
  return new Date().setHours(0, 0, 0, 0)
}

function onNextDay(listener: () => void): () => void {
  let timer: ReturnType<typeof setTimeout>
  function wait(): void {
    const next = new Date(today())
    timer = setTimeout(
      () => {
        listener()
        wait()
      },
      next.setDate(next.getDate() + 1) - Date.now(),
    )
  }
  wait()
  // The clock of a device which slept was not running: it is looked at when the page is seen again.
  document.addEventListener('visibilitychange', listener)
  return () => {
    clearTimeout(timer)
    document.removeEventListener('visibilitychange', listener)
  }
}
