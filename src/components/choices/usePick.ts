'use client'

import { useCallback } from 'react'
import { useChat } from '../../hooks/ChatProvider.js'
import { useKit, useWords } from '../kit/KitContext.js'
import { englishChoices } from './strings.js'
import { type ChoiceFacts, isPicked } from './useChoiceFacts.js'

/** Goes on with a choice, and says so once. */
export function usePick(choices: readonly ChoiceFacts[], lookAt: (id: string) => void): (id: string) => void {
  const chat = useChat()
  const { announcer } = useKit()
  const words = useWords(englishChoices)
  const order = choices.map(({ id }) => id).join('\n') // the same function while nothing comes or goes
  return useCallback(
    (id: string) => {
      lookAt(id)
      const state = chat.store.getState()
      const reply = state.tree.nodes.get(id)
      if (!reply || isPicked(state, reply)) return
      const ids = order.split('\n')
      chat.selectSibling(id)
      announcer.announce(words.announceChoice(ids.indexOf(id) + 1, ids.length))
    },
    [chat, announcer, words, order, lookAt],
  )
}
