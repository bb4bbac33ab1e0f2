'use client'

import type { ReactNode } from 'react'
import { useKit } from '../kit/KitContext.js'
import { MessageMeta, type MessageMetaProps } from './MessageMeta.js'

/** The line about a reply: the application's, where it has one, else the kit's. */
export function ShownMeta(props: MessageMetaProps): ReactNode {
  const { MessageMeta: Meta = MessageMeta } = useKit().components
  return <Meta {...props} />
}
