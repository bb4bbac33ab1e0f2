'use client'

import { type ReactNode, useId } from 'react'
import { useWords } from '../kit/KitContext.js'
import { descriptionIds, ParameterRow } from './ParameterRow.js'
import type { ChoiceParameter } from './parameters.js'
import { englishParameters } from './strings.js'

export interface ChoiceControlProps {
  parameter: ChoiceParameter
  /** Undefined while it is unset. */
  value: unknown
  onValueChange: (value: string | boolean | undefined) => void
}

/** One of a few values. A value which the panel does not know stays to be chosen: models take other ones too. */
export function ChoiceControl({ parameter, value, onValueChange }: ChoiceControlProps): ReactNode {
  const { name } = parameter
  const words = useWords(englishParameters)
  const id = useId()
  const isKnown = typeof value !== 'string' || parameter.choices.includes(value)
  const choices = isKnown ? parameter.choices : [...parameter.choices, value]
  return (
    <ParameterRow
      id={id}
      name={name}
      isSet={value !== undefined}
      help={words.parameterHelp(name)}
      onReset={() => onValueChange(undefined)}
      control={
        <select
          id={id}
          className="tg-param-choice"
          aria-describedby={descriptionIds(id)}
          value={value === undefined ? '' : String(value)}
          onChange={({ currentTarget }) =>
            onValueChange(choices.find((choice) => String(choice) === currentTarget.value))
          }
        >
          <option value="">{words.parameterDefault}</option>
          {choices.map((choice) => (
            <option key={String(choice)} value={String(choice)}>
              {words.parameterChoice(name, choice)}
            </option>
          ))}
        </select>
      }
    />
  )
}
