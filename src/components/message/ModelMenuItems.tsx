'use client'

import { type KeyboardEvent, type ReactNode, type RefObject, useEffect, useRef } from 'react'
import { Icon } from '../icons/Icon.js'
import { useWords } from '../kit/KitContext.js'
import { cleanText } from '../markdown/cleanText.js'
import { placeAfter } from '../models/placeAfter.js'
import { useLeave } from '../models/useLeave.js'
import { usePlacement } from '../models/usePlacement.js'
import { englishActions } from './strings.js'

/** A model by its id, and how it is shown. */
export interface NamedModel {
  readonly id: string
  readonly name: string
}

export interface ModelMenuItemsProps {
  id: string
  /** The button which it belongs to. */
  anchor: RefObject<HTMLButtonElement | null>
  models: readonly NamedModel[]
  /** The id of the model which wrote the answer, where it is known. */
  author: string | null
  onChoose: (id: string) => void
  /** The focus is to go back. */
  onEscape: () => void
  /** The focus went elsewhere. */
  onLeave: () => void
}

/** A menu as WAI-ARIA has it: arrows, Home and End move, a letter finds, Escape closes, Tab leaves. */
export function ModelMenuItems(props: ModelMenuItemsProps): ReactNode {
  const { id, anchor, models, author, onChoose, onEscape, onLeave } = props
  const words = useWords(englishActions)
  const menu = useRef<HTMLDivElement>(null)
  usePlacement(anchor, menu)
  const onBlur = useLeave(menu, anchor, onLeave)
  useEffect(() => itemsIn(menu.current)[0]?.focus({ preventScroll: true }), [])

  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const items = itemsIn(menu.current)
    const place = items.indexOf(event.target as HTMLElement)
    const next = placeAfter(event.key, place, items.length) ?? placeOfLetter(event.key, place, models)
    if (event.key === 'Escape') onEscape()
    else if (next !== null) items[next]?.focus()
    else return
    event.stopPropagation() // neither the list nor a dialog around it gets the key
    event.preventDefault()
  }

  return (
    <div
      ref={menu}
      id={id}
      className="tg-menu"
      role="menu"
      popover="manual"
      tabIndex={-1}
      aria-label={words.regenerateWith}
      onKeyDown={onKeyDown}
      onBlur={onBlur}
    >
      {models.map((model) => (
        <button
          key={model.id}
          type="button"
          className="tg-menu-item"
          role="menuitem"
          tabIndex={-1}
          title={cleanText(model.id)}
          aria-current={model.id === author || undefined}
          onClick={() => onChoose(model.id)}
        >
          <bdi>{model.name}</bdi>
          {model.id === author && <Icon name="check" />}
        </button>
      ))}
    </div>
  )
}

function itemsIn(menu: HTMLElement | null): HTMLElement[] {
  return [...(menu?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? [])]
}

/** The next model whose name begins with a letter, from this place on and around; null where there is none. */
function placeOfLetter(key: string, place: number, models: readonly NamedModel[]): number | null {
  if (key.length !== 1 || key === ' ') return null
  const order = models.map((_, step) => (place + 1 + step) % models.length)
  const letter = key.toLocaleLowerCase()
  return order.find((each) => models[each]?.name.toLocaleLowerCase().startsWith(letter)) ?? null
}
