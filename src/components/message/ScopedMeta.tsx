'use client'

import { type ForwardedRef, forwardRef, type ReactNode } from 'react'
import { createLoaded } from '../kit/createLoaded.js'
import { useKit } from '../kit/KitContext.js'
import type { Part, PartProps } from '../kit/part.js'
import type { MessageMetaProps } from '../meta/MessageMeta.js'
import { useMessageScope } from './MessageContext.js'
import { useIsSettled } from './useShownReply.js'

interface LoadedMetaProps extends MessageMetaProps {
  root: ForwardedRef<HTMLDetailsElement>
}

// Loaded with the first answer which is there.
const LoadedMeta = createLoaded<LoadedMetaProps>(async () => {
  const { MessageMeta } = await import('../meta/MessageMeta.js')
  return ({ root, ...props }) => <MessageMeta ref={root} {...props} />
})

/**
 * One line about an answer, once nothing more happens to it: times, tokens, cost, model; the rest on demand. It is the
 * kit's `MessageMeta`, with the classes of that.
 */
export const ScopedMeta: Part<PartProps, HTMLDetailsElement> = forwardRef(function ScopedMeta(props, ref): ReactNode {
  const { MessageMeta: Meta } = useKit().components
  const { state, last } = useMessageScope()
  const isSettled = useIsSettled(last)
  if (state.role === 'user' || !isSettled) return null
  if (Meta) return <Meta {...props} message={last} />
  return <LoadedMeta {...props} root={ref} message={last} fallback={null} />
})
