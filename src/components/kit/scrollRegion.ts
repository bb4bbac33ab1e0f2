import type { HTMLAttributes } from 'react'

/** What a named region needs that scrolls by itself: a keyboard must be able to focus it. No landmark: a chat has many. */
export function scrollRegion(label: string): Pick<HTMLAttributes<HTMLElement>, 'role' | 'aria-label' | 'tabIndex'> {
  return { role: 'group', 'aria-label': label, tabIndex: 0 }
}
