'use client'

import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from 'react'
import { IconButton } from '../icons/IconButton.js'
import { useWords } from '../kit/KitContext.js'
import { englishHelp, type HelpStrings } from './strings.js'

export interface KeyboardHelpProps {
  onClose: () => void
}

type Key = readonly [keys: readonly string[], meaning: keyof HelpStrings]

/** What keys do, by where they do it. */
const places: readonly (readonly [place: keyof HelpStrings, keys: readonly Key[]])[] = [
  [
    'helpInField',
    [
      [['Enter'], 'helpSend'],
      [['Shift', 'Enter'], 'helpNewLine'],
      [['Esc'], 'helpStop'],
    ],
  ],
  [
    'helpInList',
    [
      [['↑', '↓'], 'helpMove'],
      [['Home', 'End'], 'helpEnds'],
      [['Enter'], 'helpEnter'],
      [['Esc'], 'helpLeave'],
      [['Page Up', 'Page Down'], 'helpScroll'],
    ],
  ],
  [
    'helpEverywhere',
    [
      [['F8'], 'helpReview'],
      [['?'], 'helpOpen'],
    ],
  ],
]

/** The list of keys, in a dialog over the page. The browser gives the focus back where it was. */
export function KeyboardHelp({ onClose }: KeyboardHelpProps): ReactNode {
  const strings = useWords(englishHelp)
  const dialog = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  useEffect(() => {
    if (!dialog.current?.open) dialog.current?.showModal()
  }, [])

  /** The browser closes it on Escape; a dialog around the chat stays. */
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Escape') event.stopPropagation()
  }

  return (
    <dialog ref={dialog} className="tg-help" aria-labelledby={titleId} onClose={onClose} onKeyDown={onKeyDown}>
      <div className="tg-help-head">
        <h2 id={titleId} className="tg-help-title">
          {strings.helpTitle}
        </h2>
        <IconButton icon="close" label={strings.helpClose} onClick={() => dialog.current?.close()} />
      </div>
      {places.map(([place, keys]) => (
        <section key={place} aria-labelledby={`${titleId}-${place}`}>
          <h3 id={`${titleId}-${place}`} className="tg-help-place">
            {strings[place]}
          </h3>
          <dl className="tg-help-keys">{keys.map(([names, meaning]) => renderKey(names, strings[meaning]))}</dl>
        </section>
      ))}
    </dialog>
  )
}

function renderKey(names: readonly string[], meaning: string): ReactNode {
  return (
    <div key={meaning}>
      <dt>
        {names.map((name) => (
          <kbd key={name}>{name}</kbd>
        ))}
      </dt>
      <dd>{meaning}</dd>
    </div>
  )
}
