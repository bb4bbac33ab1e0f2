'use client'

import { type Context, createContext, type RefObject, useContext } from 'react'
import type { UseComposerResult } from '../../hooks/index.js'

/** The state of a composer: `data-busy` and `data-empty` of its parts, and what functions in `render` get. */
export interface ComposerState {
  /** A run is under way. */
  readonly isBusy: boolean
  readonly isEmpty: boolean
}

/** What the parts of one composer share. */
export interface ComposerScope {
  readonly composer: UseComposerResult
  readonly state: ComposerState
  readonly field: RefObject<HTMLTextAreaElement | null>
  /** The id of what describes the field, where something does. */
  readonly hintId: string | undefined
  /** Which files can be attached, as in an input's `accept`; '' for none. */
  readonly accept: string
  /** Sends what is written, once each file is read, and says so where the chat refuses it. The focus is in the field then. */
  submit(): void
  /** Says what describes the field, by its id. */
  describeBy(hintId: string | undefined): void
  /** Attaches those files which are accepted (a picker knows by itself which those are), and says so. */
  attach(files: Iterable<File>, isPicked?: boolean): void
}

export const ComposerContext: Context<ComposerScope | null> = createContext<ComposerScope | null>(null)

/** The composer around a part. Throws when there is none. */
export function useComposerScope(): ComposerScope {
  const scope = useContext(ComposerContext)
  if (scope) return scope
  throw new Error('This part of a composer stands alone: put it into <Composer.Root>.')
}
