'use client'

import { forwardRef, type ReactNode } from 'react'
import type { GenerationResult } from '../../hooks/generation.js'
import type { UseTogetherGenerateResult } from '../../hooks/useTogetherGenerate.js'
import type { ChatRootProps } from '../chat/ChatRoot.js'
import { KitContext } from '../kit/KitContext.js'
import type { Part, PartProps } from '../kit/part.js'
import { GenerateBody } from './GenerateBody.js'
import { useGenerateKit } from './useGenerateKit.js'

/** What `GenerateView` takes. */
export interface GenerateViewProps
  extends PartProps,
    Pick<ChatRootProps, 'strings' | 'components' | 'markdownPlugins' | 'announcerContainer'> {
  /** What `useTogetherGenerate` gives. */
  generation: UseTogetherGenerateResult
  /** Stands above the prompt, and names the form. @default none */
  title?: string | undefined
  placeholder?: string | undefined
  /** @default false */
  autoFocus?: boolean | undefined
  /** Has a field for a system prompt, which then wins over the hook's. @default false */
  hasSystemPrompt?: boolean | undefined
  /** What each prompt gave; when it was stopped, what had arrived. */
  onResult?: ((result: GenerationResult) => void) | undefined
  /** Shows an object of structured output; while it is written, as far as it parses. @default as JSON */
  renderObject?: ((object: unknown, place: number) => ReactNode) | undefined
  /** Controls of yours, below the prompt. */
  children?: ReactNode
}

/**
 * `GenerateBox` over a `useTogetherGenerate` of your own. The prompt stays where it is, so that it can be changed and
 * sent again; sending it again while it is answered does nothing.
 *
 * @example
 * const generation = useTogetherGenerate({ generationKwargs: { n: 3 } })
 * return <GenerateView generation={generation} />
 */
export const GenerateView: Part<GenerateViewProps, HTMLDivElement> = forwardRef(function GenerateView(
  { strings, components, markdownPlugins, ...body },
  ref,
): ReactNode {
  const { kit, announcer } = useGenerateKit({ strings, components, markdownPlugins })
  return (
    <KitContext.Provider value={kit}>
      <GenerateBody root={ref} announcer={announcer} {...body} />
    </KitContext.Provider>
  )
})
