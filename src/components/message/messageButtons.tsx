'use client'

import { forwardRef } from 'react'
import { useChat } from '../../hooks/ChatProvider.js'
import { canRegenerate } from '../../store/index.js'
import { copyText } from '../copy/copyText.js'
import { useKit } from '../kit/KitContext.js'
import type { Part } from '../kit/part.js'
import { renderPart, type UnstyledProps } from '../kit/renderPart.js'
import { cleanText } from '../markdown/cleanText.js'
import { type MessageState, useSteadyScope } from './MessageContext.js'

/** What the buttons of a message take: the attributes of a button. */
export type MessageButtonProps = UnstyledProps<'button', MessageState>

/** Copies what the message says, and announces that it did. Its name stays. */
export const MessageCopy: Part<MessageButtonProps, HTMLButtonElement> = forwardRef(function MessageCopy(props, ref) {
  const { strings, announcer } = useKit()
  const { state, last } = useSteadyScope()
  const { store } = useChat()

  async function copy(): Promise<void> {
    const texts = store.getState().tree.nodes.get(last.id)?.message.texts ?? []
    const isDone = await copyText(cleanText(texts.join('\n\n')))
    announcer.announce(isDone ? strings.copied : strings.copyFailed)
  }

  return button(state, { ref, 'aria-label': strings.copy, onClick: () => void copy() }, props, strings.copy)
})

/** Asks again: the new answer stands beside the old one. There for what answers a question. */
export const MessageRegenerate: Part<MessageButtonProps, HTMLButtonElement> = forwardRef(
  function MessageRegenerate(props, ref) {
    const { strings } = useKit()
    const { state, last } = useSteadyScope()
    const chat = useChat()
    if (state.role === 'user' || !canRegenerate(chat.store.getState(), last.id)) return null
    const onClick = () => void chat.regenerate({ messageId: last.id })
    return button(state, { ref, 'aria-label': strings.regenerate, onClick }, props, strings.regenerate)
  },
)

/** Writes a question anew: `Message.Content` becomes a form, which sends or leaves it. There for what the reader wrote. */
export const MessageEdit: Part<MessageButtonProps, HTMLButtonElement> = forwardRef(function MessageEdit(props, ref) {
  const { strings, editing } = useKit()
  const { state, last } = useSteadyScope()
  if (state.role !== 'user') return null
  return button(state, { ref, 'aria-label': strings.edit, onClick: () => editing.set(last.id) }, props, strings.edit)
})

function button(state: MessageState, own: object, props: MessageButtonProps, words: string) {
  return renderPart('button', state, { type: 'button', ...own }, { children: words, ...props })
}
