'use client'

import type { ReactNode } from 'react'
import { useKit } from '../kit/KitContext.js'
import type { LoadedPartProps } from './createLoadedPart.js'
import { DeleteButton } from './DeleteButton.js'
import { useMessageFrame } from './MessageContext.js'
import type { MessageDeleteProps } from './MessageDelete.js'

/** `Message.Delete`, once it is loaded. Each version of a message is asked about by itself. */
export function DeletePart(props: LoadedPartProps<MessageDeleteProps, HTMLButtonElement>): ReactNode {
  const { extras } = useKit()
  const { messageIds } = useMessageFrame()
  const { state, last, given, root } = props
  if (!extras) return null
  const shared = { extras, messageId: last.id, state, given, root }
  return <DeleteButton key={messageIds[0]} {...shared} answerClass="" />
}
