'use client'

import type { ReactNode } from 'react'
import { useStrings } from '../kit/KitContext.js'

/** The state of a task. It shows and cannot be changed. */
export function TaskBox({ checked }: { checked: boolean }): ReactNode {
  const strings = useStrings()
  const label = checked ? strings.taskDone : strings.taskOpen
  return <input className="tg-task" type="checkbox" checked={checked} disabled readOnly aria-label={label} />
}
