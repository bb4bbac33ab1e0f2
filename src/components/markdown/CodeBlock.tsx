'use client'

import { Fragment, memo, type ReactNode, useRef } from 'react'
import { CopyButton } from '../copy/CopyButton.js'
import { useStrings } from '../kit/KitContext.js'
import { scrollRegion } from '../kit/scrollRegion.js'
import type { CodeToken, HighlightedCode } from './plugin.js'
import { useHighlighted } from './useHighlighted.js'
import { useIsNear } from './useIsNear.js'

interface CodeBlockSourceProps {
  /** The code, some lines in each. */
  chunks: readonly string[]
  language: string
  isOpen: boolean
}

/** Code in a region that scrolls and can be focused; its toolbar follows it in the document. */
export function CodeBlock({ chunks, language, isOpen }: CodeBlockSourceProps): ReactNode {
  const strings = useStrings()
  const code = () => chunks.join('\n')
  const highlighted = useHighlighted(chunks, language, isOpen)
  return (
    <div className="tg-code" dir="ltr">
      <pre className="tg-code-text" {...scrollRegion(strings.codeBlock(language))}>
        <code>{chunks.map((chunk, place) => renderChunk(chunk, place, chunks.length, highlighted?.[place]))}</code>
      </pre>
      <div className="tg-code-bar" data-ui-owned="">
        <span className="tg-code-language">{language}</span>
        <CopyButton text={code} label={strings.copyCode} />
      </div>
    </div>
  )
}

function renderChunk(chunk: string, key: number, count: number, lines: HighlightedCode | undefined): ReactNode {
  const text = key === count - 1 ? chunk : `${chunk}\n`
  return <CodeLines key={key} text={text} lines={lines} isOfMany={count > mostAtOnce} />
}

// In longer code only the chunks near to what is in sight are coloured: thousands of elements in one go would be felt.
const mostAtOnce = 8

/** Lines of code. Those which are full are neither rendered nor laid out again while the code grows. */
const CodeLines = memo(function CodeLines({ text, lines, isOfMany }: CodeLinesProps): ReactNode {
  const ref = useRef<HTMLSpanElement>(null)
  const isNear = useIsNear(ref, isOfMany && lines !== undefined)
  return (
    <span ref={ref} className="tg-code-lines">
      {lines && (isNear || !isOfMany) ? lines.map(renderLine) : text}
    </span>
  )
})

interface CodeLinesProps {
  text: string
  lines: HighlightedCode | undefined
  isOfMany: boolean
}

function renderLine(tokens: readonly CodeToken[], key: number): ReactNode {
  return <Fragment key={key}>{tokens.map(renderToken)}</Fragment>
}

function renderToken({ text, kind }: CodeToken, key: number): ReactNode {
  return kind === undefined ? (
    text
  ) : (
    <span key={key} data-token={kind}>
      {text}
    </span>
  )
}

/** What a fence may name: letters, digits and `_+#.-`, at most 32 of them. */
export function languageOf(fence: string): string {
  return /^[A-Za-z0-9_+#.-]{1,32}/.exec(fence)?.[0] ?? ''
}
