'use client'

import { type KeyboardEvent, type ReactNode, useId, useState } from 'react'
import { useWords } from '../kit/KitContext.js'
import { descriptionIds, labelId, ParameterRow } from './ParameterRow.js'
import type { NumberParameter, Slider } from './parameters.js'
import { type NumberReading, readNumber, stepped } from './readNumber.js'
import { englishParameters } from './strings.js'

export interface NumberControlProps {
  parameter: NumberParameter
  /** Undefined while it is unset. */
  value: unknown
  onValueChange: (value: number | undefined) => void
}

/**
 * A number field, and a slider where there is a range to slide in. What cannot be sent is kept as it was typed, said to be
 * wrong, and not passed on; an empty field is the default.
 */
export function NumberControl({ parameter, value, onValueChange }: NumberControlProps): ReactNode {
  const { name, slider, isWhole, min, max } = parameter
  const words = useWords(englishParameters)
  const id = useId()
  const [draft, setDraft] = useState<Draft | null>(null)
  const text = draft && Object.is(draft.value, value) ? draft.text : textOf(value)
  const reading = readNumber(text, parameter)
  const isSet = value !== undefined
  const problem = reading.kind === 'problem' ? words.parameterProblem(parameter) : undefined

  function write(next: string): void {
    const meant = meaningOf(readNumber(next, parameter), value)
    setDraft({ text: next, value: meant })
    if (!Object.is(meant, value)) onValueChange(meant as number | undefined)
  }

  function reset(): void {
    setDraft(null)
    if (isSet) onValueChange(undefined)
  }

  function onKeyDown(event: KeyboardEvent): void {
    const steps = stepsOf(event)
    if (steps === 0) return
    event.preventDefault()
    onValueChange(stepped(reading.kind === 'value' ? reading.value : null, steps, parameter))
  }

  return (
    <ParameterRow
      id={id}
      name={name}
      isSet={isSet}
      help={`${words.parameterHelp(name)} ${words.parameterRange(parameter)}`}
      problem={problem}
      onReset={reset}
      control={
        // Not type="number": that hides what was typed wrong, and changes when a wheel turns over it.
        <input
          id={id}
          className="tg-input tg-param-number"
          role="spinbutton"
          inputMode={isWhole ? 'numeric' : 'decimal'}
          autoComplete="off"
          aria-valuemin={min ?? undefined}
          aria-valuemax={max ?? undefined}
          aria-valuenow={reading.kind === 'value' ? reading.value : undefined}
          aria-valuetext={reading.kind === 'unset' ? words.parameterDefault : text}
          aria-invalid={problem !== undefined}
          aria-describedby={descriptionIds(id)}
          placeholder={words.parameterDefault}
          value={text}
          onChange={(event) => write(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          onBlur={() => problem === undefined && setDraft(null)}
        />
      }
    >
      {slider && (
        <input
          type="range"
          className="tg-param-slider"
          data-unset={!isSet || undefined}
          aria-labelledby={labelId(id)}
          aria-describedby={descriptionIds(id)}
          aria-valuetext={isSet ? textOf(value) : words.parameterDefault}
          min={slider.from}
          max={slider.to}
          step={slider.step}
          value={onSlider(value, slider)}
          onChange={(event) => onValueChange(event.currentTarget.valueAsNumber)}
        />
      )}
    </ParameterRow>
  )
}

/** A text as it was typed, and the value which the parameter had then: another value comes from elsewhere and wins. */
interface Draft {
  readonly text: string
  readonly value: unknown
}

function meaningOf(reading: NumberReading, before: unknown): unknown {
  if (reading.kind === 'problem') return before
  return reading.kind === 'value' ? reading.value : undefined
}

function textOf(value: unknown): string {
  return typeof value === 'number' || typeof value === 'string' ? String(value) : ''
}

function onSlider(value: unknown, { from, to, rest }: Slider): number {
  return typeof value === 'number' ? Math.min(Math.max(value, from), to) : rest
}

const stepsByKey: Readonly<Record<string, number>> = { ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 }

function stepsOf({ key, shiftKey, altKey, ctrlKey, metaKey }: KeyboardEvent): number {
  return shiftKey || altKey || ctrlKey || metaKey ? 0 : (stepsByKey[key] ?? 0)
}
