'use client'

import type { ReactNode } from 'react'
import { isTogetherError } from '../../core/index.js'
import { useWords } from '../kit/KitContext.js'
import type { ChatStrings } from '../strings/ChatStrings.js'
import type { ModelsQuery } from './modelsQuery.js'
import { englishModels, type ModelStrings } from './strings.js'

export interface ModelStatusProps {
  query: ModelsQuery
  search: string
  /** How many models are shown. */
  count: number
  onRetry: () => void
}

/** Why there is no model in the list; where there are some, how many, for those who do not see them. */
export function ModelStatus({ query, search, count, onRetry }: ModelStatusProps): ReactNode {
  const words = useWords(englishModels)
  const isFailed = hasFailed(query)
  return (
    <>
      <p role="status" className={count === 0 ? 'tg-models-status' : 'tg-hidden'} data-failed={isFailed || undefined}>
        {statusOf(query, search, count, words)}
      </p>
      {isFailed && query.refetch && (
        <button type="button" className="tg-text-button tg-models-retry" onClick={onRetry}>
          {words.retry}
        </button>
      )}
    </>
  )
}

/** Models which were there before are better than none. */
function hasFailed({ data, error }: ModelsQuery): boolean {
  return !data && Boolean(error)
}

function statusOf(query: ModelsQuery, search: string, count: number, words: ModelStrings & ChatStrings): string {
  const { data, error } = query
  if (hasFailed(query)) return words.errorText(isTogetherError(error) ? error.code : 'unknown')
  if (!data) return words.modelsLoading
  if (count > 0) return search === '' ? '' : words.modelsFound(count)
  return search === '' ? words.noModels : words.noModelFound(search)
}
