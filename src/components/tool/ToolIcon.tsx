import type { ReactNode } from 'react'
import type { ToolCallStatus } from '../../store/index.js'
import { Icon } from '../icons/Icon.js'

// 16 x 16, as in Icon.tsx; here, because most chats call no tools.
const working = 'M8 1.75A6.25 6.25 0 1 1 1.75 8'
const paths = {
  streaming: working,
  ready: 'M13 4.6a3.2 3.2 0 0 1-4.3 3.9l-4.2 4.2a1.3 1.3 0 0 1-1.8-1.8l4.2-4.2A3.2 3.2 0 0 1 10.8 2.4L9 4.2l.4 2 2 .4z',
  'awaiting-approval':
    'M6 6.25a2 2 0 1 1 2.9 1.8c-.6.3-.9.7-.9 1.2M8 11.5h.01M8 1.75a6.25 6.25 0 1 0 0 12.5 6.25 6.25 0 0 0 0-12.5',
  running: working,
  rejected: 'm3.6 3.6 8.8 8.8M8 1.75a6.25 6.25 0 1 0 0 12.5 6.25 6.25 0 0 0 0-12.5',
  invalid:
    'M6 2.75c-2.5 0-1 3.5-1.5 4.25C4.2 7.5 3 8 3 8s1.2.5 1.5 1c.5.75-1 4.25 1.5 4.25M10 2.75c2.5 0 1 3.5 1.5 4.25.3.5 1.5 1 1.5 1s-1.2.5-1.5 1c-.5.75 1 4.25-1.5 4.25',
} as const

/** What became of a call, as a decoration: its words stand beside it. */
export function ToolIcon({ status }: { status: ToolCallStatus }): ReactNode {
  switch (status) {
    case 'done':
      return <Icon name="check" />
    case 'failed':
      return <Icon name="alert" />
    case 'aborted':
      return <Icon name="stop" />
    default:
      return (
        <svg className="tg-icon" viewBox="0 0 16 16" aria-hidden="true">
          <path d={paths[status]} />
        </svg>
      )
  }
}
