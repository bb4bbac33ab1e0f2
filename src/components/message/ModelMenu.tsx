'use client'

import { type KeyboardEvent, type ReactNode, useCallback, useId, useRef, useState } from 'react'
import { useChat } from '../../hooks/ChatProvider.js'
import { useChatState } from '../../hooks/useChatSelector.js'
import { canRegenerate } from '../../store/index.js'
import type { Signal } from '../kit/createSignal.js'
import { useWords } from '../kit/KitContext.js'
import { cleanText } from '../markdown/cleanText.js'
import { shortModelName } from '../meta/shortModelName.js'
import { ActionButton } from './ActionButton.js'
import { type MessageExtras, type ModelChoice, useExtra } from './extras.js'
import { ModelMenuItems, type NamedModel } from './ModelMenuItems.js'
import { englishActions } from './strings.js'

export interface ModelMenuProps {
  extras: Signal<MessageExtras>
  messageId: string
}

/** Asks again with another model, this once: a button with a menu. */
export function ModelMenu({ extras, messageId }: ModelMenuProps): ReactNode {
  const chat = useChat()
  const words = useWords(englishActions)
  const models = useExtra(extras, (given) => given.models) ?? none
  const author = useModelOf(messageId)
  const [isOpen, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const menuId = useId()
  const leave = useCallback(() => setOpen(false), [])
  if (models.length === 0 || !canRegenerate(chat.store.getState(), messageId)) return null

  /** The focus goes first: what goes away with it would lose it. */
  function close(): void {
    button.current?.focus({ preventScroll: true })
    setOpen(false)
  }

  function ask(model: string): void {
    close()
    void chat.regenerate({ messageId }, { model })
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (isOpen || event.key !== 'ArrowDown') return
    event.preventDefault()
    setOpen(true)
  }

  return (
    <>
      <ActionButton
        ref={button}
        icon="models"
        label={words.regenerateWith}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-controls={isOpen ? menuId : undefined}
        // The menu keeps the focus until the click closes it; losing it would close and the click open again.
        onMouseDown={(event) => isOpen && event.preventDefault()}
        onClick={isOpen ? close : () => setOpen(true)}
        onKeyDown={onKeyDown}
      />
      {isOpen && (
        <ModelMenuItems
          id={menuId}
          anchor={button}
          models={namedModels(models)}
          author={author}
          onChoose={ask}
          onEscape={close}
          onLeave={leave}
        />
      )}
    </>
  )
}

const none: readonly ModelChoice[] = []

/** Short names, unless two models would have the same. */
function namedModels(models: readonly ModelChoice[]): readonly NamedModel[] {
  const named = models.map((model) => (typeof model === 'string' ? { id: model, name: shortModelName(model) } : model))
  return named.map(({ id, name }) => {
    const isNamesake = named.some((other) => other.name === name && other.id !== id)
    return { id, name: cleanText(isNamesake ? id : name) }
  })
}

/** Which model wrote a reply; null while that is not known. */
function useModelOf(messageId: string): string | null {
  const model = useChatState(({ tree }) => tree.nodes.get(messageId)?.message.meta.model)
  return typeof model === 'string' ? model : null
}
