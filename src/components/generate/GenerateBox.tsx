'use client'

import { forwardRef, type ReactNode } from 'react'
import { type UseTogetherGenerateOptions, useTogetherGenerate } from '../../hooks/useTogetherGenerate.js'
import type { Part } from '../kit/part.js'
import { GenerateView, type GenerateViewProps } from './GenerateView.js'

/** What `GenerateBox` takes: the options of `useTogetherGenerate`, and how it looks and speaks. */
export interface GenerateBoxProps extends UseTogetherGenerateOptions, Omit<GenerateViewProps, 'generation'> {}

/**
 * One prompt, and what Together AI makes of it: `n` results side by side as they are written, with their meta, or with
 * `responseFormat` objects. It needs no chat, and @tanstack/react-query as the hook does.
 *
 * @example
 * import { GenerateBox } from 'together-react/generate'
 * import 'together-react/styles.css'
 *
 * <GenerateBox title="Names" generationKwargs={{ n: 3, max_tokens: 64 }} />
 */
export const GenerateBox: Part<GenerateBoxProps, HTMLDivElement> = forwardRef(function GenerateBox(
  { model, systemPrompt, generationKwargs, responseFormat, stream, whenBusy, ...view },
  ref,
): ReactNode {
  const options = { model, systemPrompt, generationKwargs, responseFormat, stream, whenBusy }
  return <GenerateView ref={ref} generation={useTogetherGenerate(options)} {...view} />
})
