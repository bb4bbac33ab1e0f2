'use client'

import { forwardRef, type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useWords } from '../kit/KitContext.js'
import { classes, type Part, type PartProps } from '../kit/part.js'
import { scrollRegion } from '../kit/scrollRegion.js'
import { useBothRefs } from '../kit/useBothRefs.js'
import { ChoiceColumn } from './ChoiceColumn.js'
import { ChoiceTabs } from './ChoiceTabs.js'
import { choiceNames } from './choiceNames.js'
import { placeAfterArrow } from './placeAfterArrow.js'
import { englishChoices } from './strings.js'
import { useChoiceFacts } from './useChoiceFacts.js'
import { useChoicesLayout } from './useChoicesLayout.js'
import { useFocusHandedOn } from './useFocusHandedOn.js'
import { usePick } from './usePick.js'
import { useWideRow } from './useWideRow.js'

/** What `Choices` takes. */
export interface ChoicesProps extends PartProps {
  /** Replies which stand beside each other: the choices of one request, or answers of several models. */
  messageIds: readonly string[]
}

/**
 * Replies side by side, streaming at once, one of which is picked to go on with. Where the chat is narrower than 40rem
 * they are tabs. The chat shows it for an answer of several replies, of one request with `n > 1` or of several models;
 * for an earlier answer once it is asked for. `choicesOf` tells which replies are of one request.
 *
 * @example
 * const { ids } = chat.siblings(messageId)
 * return <Choices messageIds={ids} />
 */
export const Choices: Part<ChoicesProps, HTMLDivElement> = forwardRef(function Choices(
  { messageIds, className, style },
  ref,
): ReactNode {
  const words = useWords(englishChoices)
  const choices = useChoiceFacts(messageIds)
  const names = choiceNames(choices, words)
  const viewId = useId()
  const root = useRef<HTMLDivElement>(null)
  const bothRefs = useBothRefs(root, ref)
  const layout = useChoicesLayout(root, choices.length)
  useWideRow(root, layout !== 'tabs')
  const [isApart, setApart] = useState(false)
  const [looked, lookAt] = useState<string | null>(null)
  const pick = usePick(choices, lookAt)
  useFocusHandedOn(root)
  if (choices.length === 0) return null
  const isTabs = layout === 'tabs'
  const shown = (choices.find(({ id }) => id === looked) ?? choices.find((each) => each.isPicked) ?? choices[0])?.id

  /** Arrows move and pick, also where the others are out of sight. */
  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    const options = [...event.currentTarget.querySelectorAll<HTMLInputElement>('.tg-choice-option')]
    const from = options.indexOf(event.target as HTMLInputElement)
    const to = from < 0 ? null : placeAfterArrow(event, from, options.length)
    const choice = to === null ? undefined : choices[to]
    if (to === null || !choice) return
    event.preventDefault()
    flushSync(() => pick(choice.id)) // what is out of sight takes no focus
    options[to]?.focus()
  }

  return (
    <div
      ref={bothRefs}
      className={classes('tg-choices', className)}
      style={style}
      data-layout={layout}
      data-apart={(isApart && !isTabs) || undefined}
      data-abreast={Math.min(choices.length, 4)}
    >
      <div className="tg-choices-bar">
        <span id={`${viewId}-label`} className="tg-choices-label">
          {words.choices}
        </span>
        {!isTabs && (
          <button
            type="button"
            className="tg-text-button"
            data-quiet=""
            aria-pressed={isApart}
            onClick={() => setApart(!isApart)}
          >
            {words.choicesApart}
          </button>
        )}
      </div>
      {isTabs && <ChoiceTabs viewId={viewId} choices={choices} names={names} shown={shown} onShow={lookAt} />}
      <div role="radiogroup" aria-labelledby={`${viewId}-label`} onKeyDown={onKeyDown}>
        <div className="tg-choices-columns" {...(layout === 'sideways' && scrollRegion(words.choiceList))}>
          {choices.map((choice, index) => (
            <ChoiceColumn
              key={choice.id}
              choice={choice}
              name={names[index] ?? ''}
              place={index}
              viewId={viewId}
              shownAs={!isTabs ? 'column' : choice.id === shown ? 'panel' : 'hidden panel'}
              isApart={isApart && !isTabs}
              onPick={pick}
            />
          ))}
        </div>
      </div>
    </div>
  )
})
