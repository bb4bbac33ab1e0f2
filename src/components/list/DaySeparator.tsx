import type { ReactNode } from 'react'

const dayMs = 86_400_000

/** Names the day on which what follows was written: "today", "yesterday", or its date. */
export function DaySeparator({ time }: { time: number }): ReactNode {
  return (
    <p className="tg-day">
      <time dateTime={new Date(time).toISOString().slice(0, 10)}>{nameOf(time)}</time>
    </p>
  )
}

function nameOf(time: number): string {
  const midnight = (at: number) => new Date(at).setHours(0, 0, 0, 0)
  const days = Math.round((midnight(time) - midnight(Date.now())) / dayMs)
  if (days > -2) return new Intl.RelativeTimeFormat([], { numeric: 'auto' }).format(days, 'day')
  return new Intl.DateTimeFormat([], { dateStyle: 'long' }).format(time)
}
