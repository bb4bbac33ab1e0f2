'use client'

import { type MouseEvent, memo, type ReactNode, useEffect, useRef } from 'react'
import { useWords } from '../kit/KitContext.js'
import type { ModelOption } from './listModelOptions.js'
import { ModelRow } from './ModelRow.js'
import type { ModelSection } from './modelSections.js'
import { englishModels } from './strings.js'

export interface ModelOptionsProps {
  id: string
  sections: readonly ModelSection[]
  /** The current model. */
  value: string | null
  active: ModelOption | null
  /** How it became active: the list scrolls to it, unless a mouse is on it already. Another object, another time. */
  pointed: { readonly byMouse: boolean }
  onPoint: (id: string) => void
  onChoose: (id: string) => void
}

/** The models in their sections. The focus stays in the search field, which says what is active. */
export const ModelOptions: (props: ModelOptionsProps) => ReactNode = memo(function ModelOptions({
  id,
  sections,
  value,
  active,
  pointed,
  onPoint,
  onChoose,
}) {
  const words = useWords(englishModels)
  const list = useRef<HTMLDivElement>(null)
  const activeId = active && optionId(id, active)
  useEffect(() => {
    if (!pointed.byMouse && list.current && activeId) keepInView(list.current, activeId)
  }, [pointed, activeId])

  function renderRows(options: readonly ModelOption[]): ReactNode {
    return options.map((option) => (
      <ModelRow
        key={option.id}
        id={optionId(id, option)}
        option={option}
        isActive={option === active}
        isCurrent={option.id === value}
        words={words}
      />
    ))
  }

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the search field has the keys
    <div
      ref={list}
      id={id}
      className="tg-models-list"
      role="listbox"
      tabIndex={-1}
      aria-label={words.modelList}
      hidden={sections.length === 0}
      onMouseDown={(event) => event.preventDefault()}
      onMouseMove={(event) => hasMoved(event) && callWithModel(event, onPoint)}
      onClick={(event) => callWithModel(event, onChoose)}
    >
      {sections.map(({ key, label, options }) =>
        label === null ? (
          renderRows(options)
        ) : (
          // biome-ignore lint/a11y/useSemanticElements: an optgroup is for a select
          <div key={key} role="group" aria-label={label}>
            <div className="tg-models-heading" aria-hidden="true">
              <bdi>{label}</bdi>
            </div>
            {renderRows(options)}
          </div>
        ),
      )}
    </div>
  )
})

export function optionId(listId: string, { place }: ModelOption): string {
  return `${listId}-${place}`
}

/** One handler for all rows, so that a row renders for its own state alone. */
function callWithModel({ target }: MouseEvent, handle: (id: string) => void): void {
  const id = (target as Element).closest('[data-model]')?.getAttribute('data-model')
  if (id) handle(id)
}

/** A list which scrolls below a resting mouse makes such events too. */
function hasMoved({ movementX, movementY }: MouseEvent): boolean {
  return movementX !== 0 || movementY !== 0
}

/** Scrolls the list alone, not the page around it; to its very top for the first row, which may have a heading. */
function keepInView(list: HTMLElement, rowId: string): void {
  const rows = [...list.querySelectorAll('[role="option"]')]
  const row = rows.find((each) => each.id === rowId)
  if (!row) return
  const [frame, box] = [list.getBoundingClientRect(), row.getBoundingClientRect()]
  if (row === rows[0]) list.scrollTop = 0
  else if (box.top < frame.top) list.scrollTop -= frame.top - box.top
  else if (box.bottom > frame.bottom) list.scrollTop += box.bottom - frame.bottom
}
