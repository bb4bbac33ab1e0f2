'use client'

import type { ReactNode } from 'react'
import { useChat } from '../../hooks/ChatProvider.js'
import type { ThreadMessage } from '../../store/index.js'
import { useStrings } from '../kit/KitContext.js'
import { LeavingButton } from '../kit/LeavingButton.js'
import { useCanContinue } from './useCanContinue.js'

export interface UnfinishedButtonsProps {
  message: ThreadMessage
  /** Of each button; '' for none. @default the kit's */
  className?: string | undefined
}

/** Goes on with a reply which ended before its end, where that is possible, or tries again what did not end by itself. */
export function UnfinishedButtons({ message: { id, status, message }, className }: UnfinishedButtonsProps): ReactNode {
  const chat = useChat()
  const strings = useStrings()
  const canContinue = useCanContinue(id) && Boolean(message.text)
  return (
    <>
      {canContinue && (
        <LeavingButton className={className} label={strings.continue} act={() => void chat.continueMessage(id)} />
      )}
      {status !== 'complete' && (
        <LeavingButton className={className} label={strings.retry} act={() => void chat.retry(id)} />
      )}
    </>
  )
}
