import type { ReactNode } from 'react'

// 16 x 16, drawn with a stroke of 1.5 in the text's colour.
const paths = {
  send: 'M8 13V3.5M3.75 7.5 8 3.25l4.25 4.25',
  copy: 'M5.75 5.75h6.5v7.5h-6.5zM10.25 5.5V2.75h-6.5v7.5H5.5',
  check: 'm3.5 8.5 3 3 6-7',
  edit: 'm3 13 .7-3 7.3-7.3 2.3 2.3L6 12.3zM9.5 4.2l2.3 2.3',
  again: 'M13 7.8A5 5 0 1 1 11.4 4.4M13 2.5v3h-3',
  previous: 'm10 3.5-4.5 4.5 4.5 4.5',
  next: 'm6 3.5 4.5 4.5L6 12.5',
  down: 'M8 3v9.5M3.75 8.5 8 12.75l4.25-4.25',
  open: 'm4.5 6.5 3.5 3.5 3.5-3.5',
  close: 'm4 4 8 8M12 4l-8 8',
  attach: 'm12.5 7.5-4.7 4.7a2.9 2.9 0 0 1-4.1-4.1l5-5a1.9 1.9 0 0 1 2.7 2.7L6.5 10.7a.9.9 0 0 1-1.3-1.3l4.3-4.2',
  image: 'M2.75 3.25h10.5v9.5H2.75zM3 11l3-3 2.5 2.5L10.5 9l2.5 2.5M10.25 6h.01',
  alert: 'M8 5v3.75M8 11h.01M8 1.75a6.25 6.25 0 1 0 0 12.5 6.25 6.25 0 0 0 0-12.5',
} as const

export type IconName = keyof typeof paths | 'stop'

/** A decoration: the element around it has the name. */
export function Icon({ name }: { name: IconName }): ReactNode {
  const flips = name === 'previous' || name === 'next'
  return (
    <svg className={flips ? 'tg-icon tg-flip' : 'tg-icon'} viewBox="0 0 16 16" aria-hidden="true">
      {name === 'stop' ? (
        <rect x="4" y="4" width="8" height="8" rx="1.5" fill="currentColor" />
      ) : (
        <path d={paths[name]} />
      )}
    </svg>
  )
}
