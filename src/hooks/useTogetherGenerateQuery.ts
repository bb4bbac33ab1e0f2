'use client'

import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { isStandardSchema, type TextResult, type TogetherError } from '../core/index.js'
import { loadEngine } from '../core/loadEngine.js'
import { toJsonSchema } from '../core/tools/standardSchema.js'
import { hashOf } from './identity.js'
import { useTogetherQueryClient } from './queryClient.js'
import { useIdentity, useTogetherConnection } from './TogetherProvider.js'
import { promptRequest, type UseTogetherGenerateOptions } from './useTogetherGenerate.js'

/** What a cached prompt is sent with, and how long its replies are fresh. */
export interface UseTogetherGenerateQueryOptions extends Omit<UseTogetherGenerateOptions, 'stream' | 'whenBusy'> {
  /** @default true */
  enabled?: boolean | undefined
  /** How long a reply is fresh, in ms. @default Infinity */
  staleTime?: number | undefined
}

/**
 * A prompt which is data: its replies are cached by TanStack Query under model, prompt and parameters, and shared by all
 * who ask the same; a schema counts as the JSON Schema it is sent as, so it may be written in the render. Null asks
 * nothing. For what people type use {@link useTogetherGenerate}, which keeps nothing.
 *
 * @example
 * const { data } = useTogetherGenerateQuery(`Summarise in a sentence: ${article.text}`)
 */
export function useTogetherGenerateQuery(
  prompt: string | null,
  options: UseTogetherGenerateQueryOptions = {},
): UseQueryResult<TextResult, TogetherError> {
  const { enabled = true, staleTime = Number.POSITIVE_INFINITY } = options
  const connection = useTogetherConnection()
  const identity = useIdentity()
  const request = promptRequest(options, connection, prompt ?? '', {})
  const { connection: page, model, systemPrompt, generationKwargs } = request
  const { response_format: sent, extra_headers: secrets, ...kwargs } = generationKwargs
  const format = useMemo(() => keyOfFormat(sent), [sent])
  const asked = { model, prompt, systemPrompt, kwargs, format, headers: hashOf(JSON.stringify(secrets ?? null)) }
  return useQuery<TextResult, TogetherError>(
    {
      queryKey: ['together-react', 'prompt', page.apiBaseUrl, identity, asked],
      queryFn: async ({ signal }) => {
        const { runPrompt } = await loadEngine({ signal, timeoutMs: page.timeoutMs })
        return runPrompt({ ...request, signal }, null)
      },
      enabled: enabled && prompt !== null,
      retry: 0,
      staleTime,
      networkMode: 'always',
    },
    useTogetherQueryClient(),
  )
}

/** What a format is sent as. Of a schema which cannot be sent it is the reason, so that one in the render fails once. */
function keyOfFormat(format: unknown): unknown {
  if (!isStandardSchema(format)) return format
  try {
    return JSON.stringify([toJsonSchema(format)])
  } catch (thrown) {
    return String(thrown)
  }
}
