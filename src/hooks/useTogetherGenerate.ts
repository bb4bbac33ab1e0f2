'use client'

import { useMutation } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import type { PromptRequest } from '../core/generators/runPrompt.js'
import {
  type GenerationKwargs,
  isTogetherError,
  type ReplyMeta,
  type StandardSchema,
  type TextCall,
  type TogetherError,
} from '../core/index.js'
import { loadEngine, preload } from '../core/loadEngine.js'
import { pageConnection } from '../store/index.js'
import { createGeneration, type GenerationResult } from './generation.js'
import { useTogetherQueryClient } from './queryClient.js'
import { type TogetherConnection, useTogetherConnection } from './TogetherProvider.js'

/** What every prompt of the hook is sent with. */
export interface UseTogetherGenerateOptions {
  /** @default the provider's */
  model?: string | undefined
  systemPrompt?: string | undefined
  /** Parameters in Together AI's names; `n` asks for several replies. */
  generationKwargs?: GenerationKwargs | undefined
  /** What the replies have to be: a Standard Schema, or Together AI's `response_format`. `objects` follows them. */
  responseFormat?: StandardSchema | Readonly<Record<string, unknown>> | undefined
  /** Replies appear as they are written. @default true */
  stream?: boolean | undefined
  /** What a prompt does to the one under way: stops it, or waits for its end. @default 'interrupt' */
  whenBusy?: 'interrupt' | 'queue' | undefined
}

/** What a single prompt may bring; it wins over the hook's options. */
export interface GenerateCall extends Pick<TextCall, 'systemPrompt' | 'generationKwargs' | 'signal'> {
  model?: string | undefined
}

/** Where a generation is: `pending` until its first token, then `streaming`. */
export type GenerateStatus = 'idle' | 'pending' | 'streaming' | 'success' | 'error'

/** A generation as it goes, and its verbs, which keep their identity. */
export interface UseTogetherGenerateResult {
  /**
   * Sends a prompt. Resolves with its replies, and when it is stopped with what had arrived; rejects with a TogetherError.
   */
  generate(prompt: string, call?: GenerateCall): Promise<GenerationResult>
  /** The texts so far, one for each choice. */
  readonly replies: readonly string[]
  readonly meta: readonly ReplyMeta[]
  /** With `responseFormat`: each reply as far as it parses, and in the end its validated value. */
  readonly objects: readonly unknown[]
  /** `objects[0]`. */
  readonly object: unknown
  readonly status: GenerateStatus
  /** Why it failed, or (with status `success`) where a reply does not match its schema: code `invalid-output`. */
  readonly error: TogetherError | null
  /** Ends what runs and what waits; the texts so far stay, status `idle`. */
  stop(): void
  /** Stops, and forgets replies and error. */
  reset(): void
}

/**
 * One prompt, `n` replies, as they are written: a TanStack Query mutation (on your QueryClient, or on one of its own)
 * which is never retried by the client and keeps no prompt.
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
  } = useMutation<GenerationResult, TogetherError, Job>(
    {
      mutationKey: ['together-react', 'generate'],
      mutationFn: (job) => job(),
      retry: 0,
      networkMode: 'always',
      gcTime: 0,
    },
    useTogetherQueryClient(),
  )
  const generate = useCallback(
    (prompt: string, call: GenerateCall = {}) => {
      const { options: now, connection: via } = latest.current
      const run = generation.register(
        (more) => send(promptRequest(now, via, prompt, { ...call, signal: more.signal }), now, more),
        { signal: call.signal, isQueued: now.whenBusy === 'queue', hasObjects: now.responseFormat !== undefined },
      )
      const result = mutateAsync(run.follow)
      // `error` shows it: a click handler which does not await is no unhandled rejection.
      result.catch(run.end) // also where a callback of the app's QueryClient failed before the run began
      return result
    },
    [mutateAsync, generation],
  )
  const reset = useCallback(() => {
    generation.reset()
    resetMutation()
  }, [generation, resetMutation])
  const { replies, meta, objects, isStopped } = shown
  const isWriting = mutation.isPending && !isStopped && replies.length > 0
  return {
    generate,
    replies,
    meta,
    objects,
    object: objects[0],
    status: isWriting ? 'streaming' : isStopped ? 'idle' : mutation.status,
    error: mutation.error ?? mutation.data?.parsed?.find(isTogetherError) ?? null,
    stop: generation.stop,
    reset,
  }
}

/** A function, so that no prompt is in the mutation cache, where devtools and persisters look. */
type Job = () => Promise<GenerationResult>

/** What a prompt is sent with; the call wins over the hook's options, those over the provider's. */
export function promptRequest(
  options: UseTogetherGenerateOptions,
  connection: TogetherConnection,
  prompt: string,
  call: GenerateCall,
): PromptRequest {
  const { responseFormat } = options
  return {
    connection: pageConnection(connection),
    model: call.model ?? options.model ?? connection.model,
    prompt,
    systemPrompt: call.systemPrompt || options.systemPrompt,
    endpoint: undefined,
    generationKwargs: {
      ...options.generationKwargs,
      ...(responseFormat && { response_format: responseFormat }),
      ...call.generationKwargs,
    },
    signal: call.signal,
  }
}

async function send(
  request: PromptRequest,
  { stream = true }: UseTogetherGenerateOptions,
  { streamingCallback, signal }: Required<Pick<TextCall, 'streamingCallback' | 'signal'>>,
): Promise<GenerationResult> {
  const { runPrompt } = await loadEngine({ signal, timeoutMs: request.connection.timeoutMs })
  return runPrompt(request, stream ? (streamingCallback ?? null) : null)
}
