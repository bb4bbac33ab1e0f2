'use client'

import type { ReactNode } from 'react'
import { IconButton } from '../icons/IconButton.js'
import { useWords } from '../kit/KitContext.js'
import type { ParameterName } from './parameters.js'
import { englishParameters } from './strings.js'

export interface ParameterRowProps {
  /** Of the control; those of label, help and problem are made from it. */
  id: string
  name: ParameterName
  isSet: boolean
  help: string
  /** What is wrong with what was entered, in words. @default nothing */
  problem?: string | undefined
  onReset: () => void
  /** Beside the label. */
  control?: ReactNode
  /** The label names several controls. @default false */
  isGroup?: boolean | undefined
  /** Below the label. */
  children?: ReactNode
}

/** Label, control, help and a way back to the default. The reset stays focusable when there is nothing to reset. */
export function ParameterRow(props: ParameterRowProps): ReactNode {
  const { id, name, isSet, help, problem, onReset, control, isGroup = false, children } = props
  const words = useWords(englishParameters)
  const canReset = isSet || problem !== undefined
  return (
    <div className="tg-param" data-parameter={name} data-state={problem ? 'invalid' : isSet ? 'set' : 'default'}>
      <div className="tg-param-head">
        {isGroup ? (
          <span id={labelId(id)} className="tg-param-label">
            {words.parameterName(name)}
          </span>
        ) : (
          <label id={labelId(id)} htmlFor={id} className="tg-param-label">
            {words.parameterName(name)}
          </label>
        )}
        {control}
        <IconButton
          icon="again"
          label={words.resetParameter(name)}
          aria-disabled={!canReset}
          onClick={() => canReset && onReset()}
        />
      </div>
      {children}
      <p id={helpId(id)} className="tg-param-help">
        {help}
      </p>
      <p id={problemId(id)} className="tg-param-problem" role="status">
        {problem}
      </p>
    </div>
  )
}

export function labelId(id: string): string {
  return `${id}-label`
}

/** For `aria-describedby`: the help, and the problem while there is one. */
export function descriptionIds(id: string): string {
  return `${helpId(id)} ${problemId(id)}`
}

function helpId(id: string): string {
  return `${id}-help`
}

function problemId(id: string): string {
  return `${id}-problem`
}
