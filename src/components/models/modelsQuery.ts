import type { ModelInfo } from '../../core/index.js'

/** Models which are on their way, as `useTogetherModels()` gives them. */
export interface ModelsQuery {
  /** Undefined until they are there. */
  readonly data?: readonly ModelInfo[] | undefined
  /** A `TogetherError`, of which the code is put in words. */
  readonly error?: Error | null | undefined
  /** Asks again after an error. Without it no button is shown. */
  readonly refetch?: (() => unknown) | undefined
}

/**
 * A list is a query which has its answer. Of TanStack Query's result all is read in each render: it tells only of changes
 * of what was read, and an error which comes while the list is closed would be missed.
 */
export function asQuery(models: readonly ModelInfo[] | ModelsQuery): ModelsQuery {
  if (isList(models)) return { data: models }
  const { data, error, refetch } = models
  return { data, error, refetch }
}

function isList(models: readonly ModelInfo[] | ModelsQuery): models is readonly ModelInfo[] {
  return Array.isArray(models)
}
