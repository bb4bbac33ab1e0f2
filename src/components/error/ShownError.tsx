'use client'

import type { ReactNode } from 'react'
import { useKit } from '../kit/KitContext.js'
import { ErrorNotice, type ErrorNoticeProps } from './ErrorNotice.js'

/** The notice of an error: the application's, where it has one, else the kit's. */
export function ShownError(props: ErrorNoticeProps): ReactNode {
  const { ErrorNotice: Notice = ErrorNotice } = useKit().components
  return <Notice {...props} />
}
