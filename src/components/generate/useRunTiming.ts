'use client'

import { useEffect, useState } from 'react'
import type { GenerateStatus } from '../../hooks/useTogetherGenerate.js'
import type { MessageTiming } from '../../store/index.js'

/** When the last run began, first said something and ended, as far as the page saw it; null before the first. */
export function useRunTiming(status: GenerateStatus, run: number): MessageTiming | null {
  const [timed, setTimed] = useState<{ run: number; timing: MessageTiming } | null>(null)
  useEffect(() => {
    const now = Date.now()
    if (run === 0) return
    setTimed((before) => {
      const timing = before?.run === run ? before.timing : begun(now)
      return { run, timing: marked(timing, status, now) }
    })
  }, [status, run])
  return timed?.run === run ? timed.timing : null
}

function begun(startedAt: number): MessageTiming {
  return { startedAt, firstTokenAt: null, finishedAt: null, chunks: 0 }
}

/** A new run is seen before its status: what the last one left is put right by the next. */
function marked(timing: MessageTiming, status: GenerateStatus, now: number): MessageTiming {
  if (status === 'pending') return { ...timing, finishedAt: null }
  if (status === 'streaming') return { ...timing, firstTokenAt: timing.firstTokenAt ?? now, finishedAt: null }
  return { ...timing, finishedAt: now }
}
