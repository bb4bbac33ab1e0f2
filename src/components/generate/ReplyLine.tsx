'use client'

import { type ReactNode, useMemo } from 'react'
import { ChatMessage, type ReplyMeta } from '../../core/index.js'
import type { MessageTiming } from '../../store/index.js'
import { ShownMeta } from '../meta/ShownMeta.js'

interface ReplyLineProps {
  meta: ReplyMeta
  timing: MessageTiming | null
}

/** The line which a message of a chat has below it, for a reply without one. */
export function ReplyLine({ meta, timing }: ReplyLineProps): ReactNode {
  const message = useMemo(() => {
    const { logprobs: _logprobs, ...shown } = meta // long, and nothing which the line says
    return { message: ChatMessage.fromAssistant(null, { meta: shown }), timing }
  }, [meta, timing])
  return <ShownMeta message={message} />
}
