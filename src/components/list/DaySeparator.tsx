import type { ReactNode } from 'react'

const dayMs = 86_400_000

/** Names the day on which what follows was written: "today", "yesterday", or its date. */
export function DaySeparator({ time }: { time: number }): ReactNode {
  return (
    <p className="tg-day">
      <time dateTime={dateOf(new Date(time))}>{nameOf(time)}</time>
    </p>
  )
}

/** In local time, as `datetime` has it. */
function dateOf(date: Date): string {
  const two = (value: number) => String(value).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

function nameOf(time: number): string {
  const midnight = (at: number) => new Date(at).setHours(0, 0, 0, 0)
  const days = Math.round((midnight(time) - midnight(Date.now())) / dayMs)
  if (days > -2) return new Intl.RelativeTimeFormat([], { numeric: 'auto' }).format(days, 'day')
  return new Intl.DateTimeFormat([], { dateStyle: 'long' }).format(time)
}
