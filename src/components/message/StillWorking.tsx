'use client'

import { type ReactNode, useEffect, useState } from 'react'
import { useChat } from '../../hooks/ChatProvider.js'
import { useStrings } from '../kit/KitContext.js'

/** So long nothing may come before it is said that the model still works, in ms. */
const silenceMs = 2000
const lookMs = 500

export interface StillWorkingProps {
  messageId: string
}

/** Says that a reply is still being written when nothing came for a while. It is mounted while the reply streams. */
export function StillWorking({ messageId }: StillWorkingProps): ReactNode {
  const { store } = useChat()
  const strings = useStrings()
  const [isSilent, setSilent] = useState(false)
  useEffect(() => {
    const now = () => store.getState().tree.nodes.get(messageId)
    let seen = now()
    let since = performance.now()
    // Looks now and then: a timer for each piece of a reply would cost more than what it tells.
    const timer = setInterval(() => {
      if (now() !== seen) since = performance.now()
      seen = now()
      setSilent(performance.now() - since >= silenceMs)
    }, lookMs)
    return () => clearInterval(timer)
  }, [store, messageId])
  return isSilent && <p className="tg-note">{strings.stillWorking}</p>
}
