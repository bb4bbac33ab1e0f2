'use client'

import {
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useCallback,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react'
import { useTogetherConnection } from '../../hooks/TogetherProvider.js'
import { hasOnlyCoarsePointer } from '../composer/pointer.js'
import { useWords } from '../kit/KitContext.js'
import { findOptions } from './findOptions.js'
import { listModelOptions } from './listModelOptions.js'
import { ModelOptions, optionId } from './ModelOptions.js'
import { ModelStatus } from './ModelStatus.js'
import { type ModelSection, modelSections } from './modelSections.js'
import type { ModelsQuery } from './modelsQuery.js'
import { placeAfter } from './placeAfter.js'
import { englishModels } from './strings.js'
import { useLeave } from './useLeave.js'
import { usePlacement } from './usePlacement.js'

export interface ModelPopoverProps {
  /** The button which it belongs to. */
  anchor: RefObject<HTMLButtonElement | null>
  listId: string
  query: ModelsQuery
  value: string | null
  recommended: readonly string[]
  groupBy: 'organization' | undefined
  onChoose: (id: string) => void
  /** The focus went elsewhere. */
  onLeave: () => void
  /** The focus is to go back. */
  onEscape: () => void
}

/** A search field over the list of models: a combobox as WAI-ARIA has it, which keeps the focus. */
export function ModelPopover(props: ModelPopoverProps): ReactNode {
  const { anchor, listId, query, value, onChoose, onLeave, onEscape } = props
  const words = useWords(englishModels)
  const [search, setSearch] = useState('')
  const [pointed, setPointed] = useState({ id: value, byMouse: false })
  const sections = useSections(props, search)
  const popover = useRef<HTMLDivElement>(null)
  const field = useRef<HTMLInputElement>(null)
  const hintId = useId()
  usePlacement(anchor, popover)
  useFirstFocus(popover, field)
  const onBlur = useLeave(popover, anchor, onLeave)
  const point = useCallback((id: string) => setPointed((last) => (last.id === id ? last : { id, byMouse: true })), [])

  const options = sections.flatMap((section) => section.options)
  const active = options.find(({ id }) => id === pointed.id) ?? options[0] ?? null
  const hasPrices = options.some(({ price }) => price !== null && price !== 'free')

  function find(text: string): void {
    setSearch(text)
    setPointed({ id: text === '' ? value : null, byMouse: false })
  }

  function onFieldKey(event: KeyboardEvent): void {
    if (isOfInputMethod(event) || event.shiftKey || event.altKey || event.ctrlKey || event.metaKey) return
    const next = options[placeAfter(event.key, active ? options.indexOf(active) : 0, options.length) ?? -1]
    if (!next && event.key !== 'Enter') return
    event.preventDefault() // Enter would send a form around it
    if (next) setPointed({ id: next.id, byMouse: false })
    else if (active) onChoose(active.id)
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || isOfInputMethod(event)) return
    event.stopPropagation()
    event.preventDefault() // a dialog around it would close
    onEscape()
  }

  function retry(): void {
    field.current?.focus({ preventScroll: true }) // the button goes away
    void query.refetch?.()
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape works wherever the focus is inside
    <div ref={popover} className="tg-models" popover="manual" tabIndex={-1} onKeyDown={onKeyDown} onBlur={onBlur}>
      <input
        ref={field}
        className="tg-input tg-models-search"
        role="combobox"
        aria-label={words.searchModels}
        aria-autocomplete="list"
        aria-expanded={options.length > 0}
        aria-controls={listId}
        aria-activedescendant={active ? optionId(listId, active) : undefined}
        aria-describedby={hasPrices ? hintId : undefined}
        placeholder={words.searchModels}
        dir={search === '' ? undefined : 'auto'} // an empty field would be left-to-right, its placeholder too
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        enterKeyHint="done"
        value={search}
        onChange={(event) => find(event.currentTarget.value)}
        onKeyDown={onFieldKey}
      />
      <ModelStatus query={query} search={search.trim()} count={options.length} onRetry={retry} />
      <ModelOptions
        id={listId}
        sections={sections}
        value={value}
        active={active}
        pointed={pointed}
        onPoint={point}
        onChoose={onChoose}
      />
      {hasPrices && (
        <p id={hintId} className="tg-models-hint">
          {words.modelPriceUnit}
        </p>
      )}
    </div>
  )
}

/** What the search leaves of the models; their list is made only when models come. */
function useSections({ query, value, recommended, groupBy }: ModelPopoverProps, search: string): ModelSection[] {
  const { prices } = useTogetherConnection()
  const words = useWords(englishModels)
  const { data } = query
  const all = useMemo(() => (data ? listModelOptions(data, value, prices ?? {}) : []), [data, value, prices])
  return useMemo(() => {
    const labels = { recommended: words.recommendedModels, other: words.otherModels }
    return modelSections(findOptions(all, search), { recommended, groupBy, labels })
  }, [all, search, recommended, groupBy, words])
}

/** Where there are only fingers a keyboard would cover the list: it comes when the field is touched. */
function useFirstFocus(popover: RefObject<HTMLElement | null>, field: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const target = hasOnlyCoarsePointer() ? popover : field
    target.current?.focus({ preventScroll: true })
  }, [popover, field])
}

function isOfInputMethod({ nativeEvent, keyCode }: KeyboardEvent): boolean {
  return nativeEvent.isComposing || keyCode === 229
}
