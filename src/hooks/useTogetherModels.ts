'use client'

import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import { listModels, type ModelInfo, type TogetherError } from '../core/index.js'
import { pageConnection } from '../store/index.js'
import { useTogetherQueryClient } from './queryClient.js'
import { useIdentity, useTogetherConnection } from './TogetherProvider.js'

/** Which models are listed. */
export interface UseTogetherModelsOptions {
  /** Keep only models of this type; null keeps all. @default 'chat' */
  type?: string | null | undefined
  /** @default true */
  enabled?: boolean | undefined
}

const hour = 3_600_000

/**
 * The models which the relay offers, with context length and prices: a TanStack Query query, fresh for an hour.
 *
 * @example
 * const { data: models = [] } = useTogetherModels()
 */
export function useTogetherModels(options: UseTogetherModelsOptions = {}): UseQueryResult<ModelInfo[], TogetherError> {
  const { type = 'chat', enabled = true } = options
  const connection = pageConnection(useTogetherConnection())
  const identity = useIdentity()
  return useQuery<ModelInfo[], TogetherError>(
    {
      queryKey: ['together-react', 'models', connection.apiBaseUrl, identity],
      queryFn: ({ signal }) => listModels(connection, { signal }),
      select: (models) => (type === null ? models : models.filter((model) => (model.type ?? 'chat') === type)),
      enabled,
      retry: 0,
      staleTime: hour,
      networkMode: 'always',
    },
    useTogetherQueryClient(),
  )
}
