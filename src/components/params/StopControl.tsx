'use client'

import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { IconButton } from '../icons/IconButton.js'
import { useWords } from '../kit/KitContext.js'
import { descriptionIds, labelId, ParameterRow } from './ParameterRow.js'
import { mostStops } from './parameters.js'
import { isSameList, readStops, stopsOf, writeStop } from './stopTexts.js'
import { englishParameters } from './strings.js'

export interface StopControlProps {
  /** A text or a list of them; undefined while it is unset. */
  value: unknown
  onValueChange: (value: readonly string[] | undefined) => void
}

/** The texts before which an answer ends, a field for each. An empty field is not passed on. */
export function StopControl({ value, onValueChange }: StopControlProps): ReactNode {
  const words = useWords(englishParameters)
  const id = useId()
  const given = stopsOf(value)
  const [draft, setDraft] = useState<readonly string[]>([])
  const rows = isSameList(readStops(draft), given) ? draft : given.map(writeStop)
  const { group, focus } = useFocusOf()
  const isFull = rows.length >= mostStops

  function change(next: readonly string[]): void {
    const texts = readStops(next)
    setDraft(next)
    if (!isSameList(texts, given)) onValueChange(texts.length > 0 ? texts : undefined)
  }

  function add(): void {
    if (isFull) return
    change([...rows, ''])
    focus(rows.length)
  }

  function remove(place: number): void {
    change(rows.filter((_, each) => each !== place))
    focus(place)
  }

  function reset(): void {
    setDraft([])
    if (value !== undefined) onValueChange(undefined)
  }

  return (
    <ParameterRow
      id={id}
      name="stop"
      isSet={value !== undefined || rows.length > 0}
      help={words.parameterHelp('stop')}
      onReset={reset}
      isGroup={true}
      control={rows.length === 0 && <span className="tg-param-default">{words.parameterDefault}</span>}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: a legend could not stand beside the reset */}
      <div
        ref={group}
        className="tg-param-stops"
        role="group"
        aria-labelledby={labelId(id)}
        aria-describedby={descriptionIds(id)}
      >
        {rows.map((text, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
          <div key={place} className="tg-param-stop">
            <input
              className="tg-input tg-param-text"
              dir="auto"
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              aria-label={words.stopText(place + 1)}
              value={text}
              onChange={({ currentTarget }) =>
                change(rows.map((each, at) => (at === place ? currentTarget.value : each)))
              }
            />
            <IconButton icon="close" label={words.removeStop(place + 1)} onClick={() => remove(place)} />
          </div>
        ))}
        <button type="button" className="tg-text-button tg-param-add" aria-disabled={isFull} onClick={add}>
          {words.addStop}
        </button>
      </div>
    </ParameterRow>
  )
}

/** Moves the focus once the rows are there: to the field at a place, or the button below them. */
function useFocusOf() {
  const group = useRef<HTMLDivElement>(null)
  const [wanted, setWanted] = useState<{ place: number } | null>(null)
  useEffect(() => {
    if (wanted) group.current?.querySelectorAll<HTMLElement>('input, .tg-param-add')[wanted.place]?.focus()
  }, [wanted])
  return { group, focus: (place: number) => setWanted({ place }) }
}
