'use client'

import { memo, type ReactNode } from 'react'
import type { ReplyMeta } from '../../core/index.js'
import type { MessageTiming } from '../../store/index.js'
import { CopyButton } from '../copy/CopyButton.js'
import { useKit, useWords } from '../kit/KitContext.js'
import { cleanText } from '../markdown/cleanText.js'
import { Markdown } from '../markdown/Markdown.js'
import { MessageBoundary } from '../message/MessageBoundary.js'
import type { GenerateViewProps } from './GenerateView.js'
import { ReplyLine } from './ReplyLine.js'
import { englishGenerate } from './strings.js'

export interface GenerateResultProps extends Pick<GenerateViewProps, 'renderObject'> {
  place: number
  count: number
  text: string
  /** Of structured output, as far as it parses; undefined without. */
  object: unknown
  meta: ReplyMeta
  /** Of the request; null where the result shares it with others. */
  timing: MessageTiming | null
  /** Whether any result is still being written, and whether this one is. */
  isBusy: boolean
  isWriting: boolean
}

/** One result with its meta, and a button which copies it. */
export const GenerateResult: (props: GenerateResultProps) => ReactNode = memo(function GenerateResult({
  place,
  count,
  text,
  object,
  meta,
  timing,
  isBusy,
  isWriting,
  renderObject,
}: GenerateResultProps): ReactNode {
  const strings = useWords(englishGenerate)
  const label = strings.generateResult(place + 1, count)
  return (
    <article
      className="tg-result"
      aria-label={label}
      aria-busy={isWriting || undefined}
      data-status={isWriting ? 'streaming' : 'complete'}
    >
      {count > 1 && (
        <p className="tg-result-label" aria-hidden="true">
          {label}
        </p>
      )}
      <MessageBoundary version={`${isWriting} ${text.length}`}>
        <Content text={text} object={object} isWriting={isWriting} place={place} renderObject={renderObject} />
      </MessageBoundary>
      <div className="tg-footer">
        {!isBusy && <ReplyLine meta={count > 1 ? ownMeta(meta) : meta} timing={timing} />}
        {text !== '' && (
          // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
          <div className="tg-result-actions" role="group" aria-label={strings.actionsOf(label)}>
            <CopyButton text={() => cleanText(text)} label={strings.copy} />
          </div>
        )}
      </div>
    </article>
  )
})

type ContentProps = Pick<GenerateResultProps, 'text' | 'object' | 'isWriting' | 'place' | 'renderObject'>

function Content({ text, object, isWriting, place, renderObject }: ContentProps): ReactNode {
  const { components } = useKit()
  const { Markdown: Text = Markdown } = components
  if (object !== undefined && renderObject) return <>{renderObject(object, place)}</>
  const json = object === undefined ? null : jsonOf(object)
  return <Text text={json ?? text} isStreaming={isWriting} />
}

/** A block of code: JSON has no line of backticks which could end it. Null for what JSON cannot say. */
function jsonOf(object: unknown): string | null {
  try {
    return `\`\`\`json\n${JSON.stringify(object, null, 2)}\n\`\`\``
  } catch {
    return null
  }
}

/** Usage is the request's: it is said once, below all results. */
function ownMeta({ usage: _usage, ...own }: ReplyMeta): ReplyMeta {
  return own
}
