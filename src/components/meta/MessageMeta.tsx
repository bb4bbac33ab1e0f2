'use client'

import { forwardRef, type ReactNode } from 'react'
import type { ThreadMessage } from '../../store/index.js'
import { useKit } from '../kit/KitContext.js'
import { classes, type Part, type PartProps } from '../kit/part.js'
import { metaContent } from './metaContent.js'

/** What `MessageMeta` takes. */
export interface MessageMetaProps extends PartProps {
  message: Pick<ThreadMessage, 'message' | 'timing'> & Partial<Pick<ThreadMessage, 'turnId'>>
}

/**
 * One quiet line about a reply, `1.2 s · 84 tok/s · 312 tokens · ≈ $0.0003 · Llama-3.3-70B · stop`; the rest on demand.
 * The cost is that of its request, where that was its turn's only one or its model's own, and prices are known.
 */
export const MessageMeta: Part<MessageMetaProps, HTMLDetailsElement> = forwardRef(function MessageMeta(
  { message, className, style },
  ref,
): ReactNode {
  const content = metaContent(useKit(), message, 'tg-meta')
  return (
    content && (
      <details ref={ref} className={classes('tg-meta', className)} style={style}>
        {content}
      </details>
    )
  )
})
