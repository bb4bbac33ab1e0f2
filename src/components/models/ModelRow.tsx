'use client'

import { Fragment, memo, type ReactNode } from 'react'
import { Icon } from '../icons/Icon.js'
import { cleanText } from '../markdown/cleanText.js'
import type { ModelOption } from './listModelOptions.js'
import type { ModelStrings } from './strings.js'

export interface ModelRowProps {
  id: string
  option: ModelOption
  /** Enter takes it. */
  isActive: boolean
  isCurrent: boolean
  words: ModelStrings
}

/** A model: its name, and below it what is known about it. */
export const ModelRow: (props: ModelRowProps) => ReactNode = memo(function ModelRow({
  id,
  option,
  isActive,
  isCurrent,
  words,
}) {
  return (
    <div
      id={id}
      className="tg-model"
      role="option"
      tabIndex={-1}
      aria-selected={isCurrent}
      data-model={option.id}
      data-active={isActive || undefined}
      data-missing={option.isMissing || undefined}
    >
      <span className="tg-model-name">
        <bdi>{option.name}</bdi>
      </span>{' '}
      <span className="tg-model-facts">
        {factsOf(option, words).map(([fact, text]) => (
          <Fragment key={fact}>
            <span className="tg-model-fact" data-fact={fact}>
              <bdi>{text}</bdi>
            </span>{' '}
          </Fragment>
        ))}
      </span>
      {isCurrent && <Icon name="check" />}
    </div>
  )
})

type Fact = readonly [name: 'id' | 'organization' | 'context' | 'price' | 'missing', text: string]

/** What is not known is left out; the id only where the name alone would not tell. */
function factsOf({ id, isNamesake, isMissing, ...option }: ModelOption, words: ModelStrings): readonly Fact[] {
  const { organization, contextLength, price } = option
  const facts: readonly (Fact | false | null)[] = [
    isMissing && ['missing', words.modelMissing],
    (isNamesake || isMissing) && ['id', cleanText(id)],
    organization !== null && ['organization', organization],
    contextLength !== null && ['context', words.modelContext(contextLength)],
    price && ['price', price === 'free' ? words.modelFree : words.modelPrice(price.input, price.output)],
  ]
  return facts.filter((fact) => fact !== null && fact !== false)
}
