'use client'

import { forwardRef, type KeyboardEvent, type ReactNode, useCallback, useId, useRef, useState } from 'react'
import type { ModelInfo } from '../../core/index.js'
import { Icon } from '../icons/Icon.js'
import { useWords } from '../kit/KitContext.js'
import { classes, type Part, type PartProps } from '../kit/part.js'
import { cleanText } from '../markdown/cleanText.js'
import { modelName } from './listModelOptions.js'
import { ModelPopover } from './ModelPopover.js'
import { asQuery, type ModelsQuery } from './modelsQuery.js'
import { englishModels } from './strings.js'

/** What `ModelPicker` takes. */
export interface ModelPickerProps extends PartProps {
  /** The id of the current model; null when none is chosen. It need not be in the list. */
  value: string | null
  /** Called with the id of another model. */
  onValueChange: (id: string) => void
  /** A list, or what `useTogetherModels()` gives: then loading and errors are shown too. */
  models: readonly ModelInfo[] | ModelsQuery
  /** Ids of models which come first, in this order. @default none */
  recommended?: readonly string[] | undefined
  /** Puts the models below headings. @default none: by name */
  groupBy?: 'organization' | undefined
  /** @default false */
  disabled?: boolean | undefined
}

/**
 * Chooses a model: a button with the current one, which opens a searchable list with context lengths and prices. Prices
 * of the `TogetherProvider` win over those of the list. It stands in a `ChatRoot` or in an element with the class `tg-root`.
 *
 * @example
 * const [model, setModel] = useState('meta-llama/Llama-3.3-70B-Instruct-Turbo')
 * const models = useTogetherModels()
 * return <ModelPicker models={models} value={model} onValueChange={setModel} />
 */
export const ModelPicker: Part<ModelPickerProps, HTMLDivElement> = forwardRef(function ModelPicker(
  { value, onValueChange, models, recommended = none, groupBy, disabled = false, className, style },
  ref,
): ReactNode {
  const words = useWords(englishModels)
  const [isOpen, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const listId = useId()
  const query = asQuery(models)
  const name = nameOf(query, value)
  if (isOpen && disabled) setOpen(false)
  const leave = useCallback(() => setOpen(false), [])

  /** The focus goes first: what goes away with it would lose it. */
  const close = useCallback(() => {
    button.current?.focus({ preventScroll: true })
    setOpen(false)
  }, [])

  function choose(id: string): void {
    close()
    if (id !== value) onValueChange(id)
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (isOpen || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return
    event.preventDefault()
    setOpen(true)
  }

  return (
    <div
      ref={ref}
      className={classes('tg-model-picker', className)}
      style={style}
      data-open={isOpen || undefined}
      data-disabled={disabled || undefined}
    >
      <button
        ref={button}
        type="button"
        className="tg-model-button"
        aria-label={words.modelChosen(name)}
        aria-haspopup="listbox"
        aria-expanded={isOpen}
        aria-controls={isOpen ? listId : undefined}
        title={value === null ? undefined : cleanText(value)}
        disabled={disabled}
        // The search field keeps the focus until the click closes it; losing it would close and the click open again.
        onMouseDown={(event) => isOpen && event.preventDefault()}
        onClick={isOpen ? close : () => setOpen(true)}
        onKeyDown={onKeyDown}
      >
        {/* where there is no room for it all, its end is what goes */}
        <span className="tg-model-current" dir="auto">
          {name ?? words.chooseModel}
        </span>
        <Icon name="open" />
      </button>
      {isOpen && !disabled && (
        <ModelPopover
          anchor={button}
          listId={listId}
          query={query}
          value={value}
          recommended={recommended}
          groupBy={groupBy}
          onChoose={choose}
          onLeave={leave}
          onEscape={close}
        />
      )}
    </div>
  )
})

const none: readonly string[] = []

function nameOf({ data }: ModelsQuery, value: string | null): string | null {
  if (value === null) return null
  return modelName(data?.find(({ id }) => id === value) ?? { id: value })
}
