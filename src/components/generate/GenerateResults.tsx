'use client'

import type { ReactNode } from 'react'
import type { ReplyMeta } from '../../core/index.js'
import type { UseTogetherGenerateResult } from '../../hooks/useTogetherGenerate.js'
import type { MessageTiming } from '../../store/index.js'
import { useWords } from '../kit/KitContext.js'
import { GenerateResult, type GenerateResultProps } from './GenerateResult.js'
import type { GenerateViewProps } from './GenerateView.js'
import { ReplyLine } from './ReplyLine.js'
import { englishGenerate } from './strings.js'

interface GenerateResultsProps extends Pick<GenerateViewProps, 'generation' | 'renderObject'> {
  timing: MessageTiming | null
  isBusy: boolean
}

/** The results of the last prompt, side by side where there is room. */
export function GenerateResults({ generation, timing, isBusy, renderObject }: GenerateResultsProps): ReactNode {
  const strings = useWords(englishGenerate)
  const { replies, meta } = generation
  const isSeveral = replies.length > 1
  if (replies.length === 0 && !isBusy) return null
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
    <div className="tg-results" role="group" aria-label={strings.generateResults} aria-busy={isBusy || undefined}>
      {replies.length === 0 && (
        <p className="tg-waiting">
          <span className="tg-hidden">{strings.waiting}</span>
        </p>
      )}
      {replies.map((_, place) => renderResult(resultOf(generation, place, isBusy), timing, renderObject))}
      {isSeveral && !isBusy && (
        <div className="tg-results-request">
          {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms */}
          <div className="tg-footer" role="group" aria-label={strings.generateRequest}>
            <ReplyLine meta={requestMeta(meta)} timing={timing} />
          </div>
        </div>
      )}
    </div>
  )
}

type Result = Omit<GenerateResultProps, 'timing' | 'renderObject'>

function renderResult(
  result: Result,
  timing: MessageTiming | null,
  renderObject: GenerateViewProps['renderObject'],
): ReactNode {
  const isAlone = result.count === 1
  return <GenerateResult key={result.place} {...result} timing={isAlone ? timing : null} renderObject={renderObject} />
}

function resultOf({ replies, meta, objects }: UseTogetherGenerateResult, place: number, isBusy: boolean): Result {
  const own = meta[place] ?? {}
  return {
    place,
    count: replies.length,
    text: replies[place] ?? '',
    object: objects[place],
    meta: own,
    isBusy,
    isWriting: isBusy && !own.finish_reason,
  }
}

/** What belongs to the request and not to one of its results. */
function requestMeta(meta: readonly ReplyMeta[]): ReplyMeta {
  return { usage: meta[0]?.usage, model: meta[0]?.model }
}
