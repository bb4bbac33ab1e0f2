'use client'

import type { KeyboardEvent, ReactNode } from 'react'
import { Icon } from '../icons/Icon.js'
import { useWords } from '../kit/KitContext.js'
import { panelId, tabId } from './ids.js'
import { placeAfterArrow } from './placeAfterArrow.js'
import { englishChoices } from './strings.js'
import type { ChoiceFacts } from './useChoiceFacts.js'

export interface ChoiceTabsProps {
  /** Begins the ids of this view. */
  viewId: string
  choices: readonly ChoiceFacts[]
  names: readonly string[]
  /** The id of the one which is shown. */
  shown: string | undefined
  onShow: (id: string) => void
}

/** Shows one of the choices where there is no room for all. To look at one is not to pick it. */
export function ChoiceTabs({ viewId, choices, names, shown, onShow }: ChoiceTabsProps): ReactNode {
  const words = useWords(englishChoices)

  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    const tabs = [...event.currentTarget.querySelectorAll<HTMLElement>('[role="tab"]')]
    const place = tabs.indexOf(event.target as HTMLElement)
    const next = place < 0 ? null : placeAfterKey(event, place, tabs.length)
    const choice = next === null ? undefined : choices[next]
    if (next === null || !choice) return
    event.preventDefault()
    onShow(choice.id)
    tabs[next]?.focus()
  }

  return (
    <div className="tg-choices-tabs" role="tablist" aria-label={words.choiceList} onKeyDown={onKeyDown}>
      {choices.map(({ id, isPicked, status }, place) => (
        <button
          key={id}
          type="button"
          role="tab"
          id={tabId(viewId, place)}
          className="tg-choice-tab"
          aria-selected={id === shown}
          aria-controls={panelId(viewId, place)}
          tabIndex={id === shown ? 0 : -1}
          data-status={status}
          data-picked={isPicked || undefined}
          onClick={() => onShow(id)}
        >
          <bdi>{names[place]}</bdi>
          {isPicked && (
            <>
              <Icon name="check" />
              <span className="tg-hidden"> {words.choicePicked}</span>
            </>
          )}
        </button>
      ))}
    </div>
  )
}

/** Up and down belong to the page: the tabs stand in a row. */
function placeAfterKey(event: KeyboardEvent, place: number, count: number): number | null {
  switch (event.key) {
    case 'Home':
      return 0
    case 'End':
      return count - 1
    case 'ArrowUp':
    case 'ArrowDown':
      return null
    default:
      return placeAfterArrow(event, place, count)
  }
}
