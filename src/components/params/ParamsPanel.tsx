'use client'

import { forwardRef, type ReactNode, useState } from 'react'
import type { GenerationKwargs } from '../../core/index.js'
import { useWords } from '../kit/KitContext.js'
import { classes, type Part, type PartProps } from '../kit/part.js'
import { ChoiceControl } from './ChoiceControl.js'
import { parameterOf, withParameter } from './kwargs.js'
import { NumberControl } from './NumberControl.js'
import { parameters as known, type Parameter, type ParameterName, parameterNames } from './parameters.js'
import { StopControl } from './StopControl.js'
import { englishParameters } from './strings.js'

/** What `ParamsPanel` takes. */
export interface ParamsPanelProps extends PartProps {
  value: GenerationKwargs
  /** Called with new kwargs: a parameter which was reset is not in them, keys which the panel does not show stay. */
  onValueChange: (kwargs: GenerationKwargs) => void
  /** Which parameters are shown, in this order. @default all */
  parameters?: readonly ParameterName[] | undefined
  /** @default false */
  disabled?: boolean | undefined
}

/**
 * Sampling parameters of Together AI, over the `generationKwargs` of a chat or a generator. What is not set is not sent:
 * then the model's own default holds. It stands in a `ChatRoot` or in an element with the class `tg-root`.
 *
 * @example
 * const [kwargs, setKwargs] = useState<GenerationKwargs>({ temperature: 0.2 })
 * return <ParamsPanel value={kwargs} onValueChange={setKwargs} parameters={['temperature', 'max_tokens']} />
 */
export const ParamsPanel: Part<ParamsPanelProps, HTMLFieldSetElement> = forwardRef(function ParamsPanel(
  { value, onValueChange, parameters = parameterNames, disabled = false, className, style },
  ref,
): ReactNode {
  const words = useWords(englishParameters)
  const [round, setRound] = useState(0)

  /** What was typed and not passed on goes too: all controls begin anew. */
  function resetAll(): void {
    setRound(round + 1)
    const isAnySet = parameters.some((name) => parameterOf(value, name) !== undefined)
    if (isAnySet) onValueChange(parameters.reduce((kwargs, name) => withParameter(kwargs, name, undefined), value))
  }

  return (
    <fieldset
      ref={ref}
      className={classes('tg-params', className)}
      style={style}
      disabled={disabled}
      data-disabled={disabled || undefined}
    >
      <legend className="tg-hidden">{words.samplingParameters}</legend>
      {parameters.map((name) => (
        <ParameterControl
          key={`${name} ${round}`}
          parameter={known[name]}
          value={parameterOf(value, name)}
          onValueChange={(next) => onValueChange(withParameter(value, name, next))}
        />
      ))}
      <button type="button" className="tg-text-button tg-params-reset" onClick={resetAll}>
        {words.resetParameters}
      </button>
    </fieldset>
  )
})

interface ParameterControlProps {
  parameter: Parameter
  value: unknown
  onValueChange: (value: unknown) => void
}

function ParameterControl({ parameter, ...rest }: ParameterControlProps): ReactNode {
  switch (parameter.kind) {
    case 'number':
      return <NumberControl parameter={parameter} {...rest} />
    case 'choice':
      return <ChoiceControl parameter={parameter} {...rest} />
    case 'stop':
      return <StopControl {...rest} />
    default:
      return parameter satisfies never
  }
}
