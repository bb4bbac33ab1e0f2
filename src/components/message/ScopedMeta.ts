'use client'

import type { ThreadMessage } from '../../store/index.js'
import type { Part } from '../kit/part.js'
import type { UnstyledProps } from '../kit/renderPart.js'
import { createLoadedPart } from './createLoadedPart.js'
import type { MessageState } from './MessageContext.js'
import { useIsSettled } from './useShownReply.js'

/** What `Message.Meta` takes: the attributes of its element. */
export type ScopedMetaProps = UnstyledProps<'details', MessageState>

/**
 * One line about an answer, once nothing more happens to it: times, tokens, cost, model; the rest on demand. Each reading
 * has its name in `data-reading`. A `MessageMeta` among the chat's components stands in its place.
 */
export const ScopedMeta: Part<ScopedMetaProps, HTMLDetailsElement> = createLoadedPart(
  useIsThere,
  async () => (await import('../meta/MetaPart.js')).MetaPart,
)

function useIsThere(last: ThreadMessage): boolean {
  return useIsSettled(last) && last.message.role !== 'user'
}
