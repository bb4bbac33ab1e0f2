'use client'

import { useMutation } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import type { GenerationKwargs, ReplyMeta, TextCall, TogetherError } from '../core/index.js'
import { loadEngine, preload } from '../core/loadEngine.js'
import { pageConnection } from '../store/index.js'
import { createGeneration, type GenerationResult } from './generation.js'
import { useTogetherQueryClient } from './queryClient.js'
import { type TogetherConnection, useTogetherConnection } from './TogetherProvider.js'

export interface UseTogetherGenerateOptions {
  /** @default the provider's */
  model?: string | undefined
  systemPrompt?: string | undefined
  /** Parameters in Together AI's names; `n` asks for several replies. */
  generationKwargs?: GenerationKwargs | undefined
  /** Replies appear as they are written. @default true */
  stream?: boolean | undefined
}

export interface GenerateCall extends Pick<TextCall, 'systemPrompt' | 'generationKwargs' | 'signal'> {
  model?: string | undefined
}

export type GenerateStatus = 'idle' | 'pending' | 'streaming' | 'success' | 'error'

export interface UseTogetherGenerateResult {
  /** Sends a prompt; one which is under way is stopped first. Rejects with a TogetherError. */
  generate(prompt: string, call?: GenerateCall): Promise<GenerationResult>
  /** The texts so far, one for each choice. */
  readonly replies: readonly string[]
  readonly meta: readonly ReplyMeta[]
  readonly status: GenerateStatus
  readonly error: TogetherError | null
  /** Ends the request; the texts so far stay, status `idle`. */
  stop(): void
  /** Stops, and forgets replies and error. */
  reset(): void
}

/**
 * One prompt, `n` replies, as they are written: a TanStack Query mutation (on your QueryClient, or on one of its own)
 * which is never retried by the client and never kept.
 *
 * @example
 * const { generate, replies, status } = useTogetherGenerate({ generationKwargs: { n: 2 } })
 * return <button onClick={() => generate('A name for a cat')}>{replies[0] ?? status}</button>
 */
export function useTogetherGenerate(options: UseTogetherGenerateOptions = {}): UseTogetherGenerateResult {
  const connection = useTogetherConnection()
  const latest = useRef({ options, connection })
  useEffect(() => {
    latest.current = { options, connection }
  })
  useEffect(() => void preload(), [])
  const [generation] = useState(createGeneration)
  const shown = useSyncExternalStore(generation.subscribe, generation.getState, generation.getState)
  const {
    mutateAsync,
    reset: resetMutation,
    ...mutation
  } = useMutation<GenerationResult, TogetherError, Sent>(
    {
      mutationKey: ['together-react', 'generate'],
      mutationFn: ({ prompt, call }) =>
        generation.run((more) => runOnce(latest.current, prompt, call, more), call.signal),
      retry: 0,
      networkMode: 'always',
      gcTime: 0,
    },
    useTogetherQueryClient(),
  )
  const generate = useCallback(
    (prompt: string, call: GenerateCall = {}) => {
      const result = mutateAsync({ prompt, call })
      result.catch(() => {}) // `error` shows it: a click handler which does not await is no unhandled rejection
      return result
    },
    [mutateAsync],
  )
  const stop = useCallback(() => {
    generation.stop()
  }, [generation])
  const reset = useCallback(() => {
    generation.reset()
    resetMutation()
  }, [generation, resetMutation])
  const stopped = mutation.error?.code === 'aborted'
  return {
    generate,
    replies: shown.replies,
    meta: shown.meta,
    status: mutation.isPending && shown.replies.length > 0 ? 'streaming' : stopped ? 'idle' : mutation.status,
    error: stopped ? null : mutation.error,
    stop,
    reset,
  }
}

interface Sent {
  prompt: string
  call: GenerateCall
}

async function runOnce(
  { options, connection }: { options: UseTogetherGenerateOptions; connection: TogetherConnection },
  prompt: string,
  call: GenerateCall,
  more: Pick<TextCall, 'streamingCallback' | 'signal'>,
): Promise<GenerationResult> {
  const request = {
    connection: pageConnection(connection),
    model: call.model ?? options.model ?? connection.model,
    prompt,
    systemPrompt: call.systemPrompt || options.systemPrompt,
    endpoint: undefined,
    generationKwargs: { ...options.generationKwargs, ...call.generationKwargs },
    signal: more.signal,
  }
  const { runPrompt } = await loadEngine({ signal: more.signal, timeoutMs: connection.timeoutMs })
  return runPrompt(request, options.stream === false ? null : (more.streamingCallback ?? null))
}
