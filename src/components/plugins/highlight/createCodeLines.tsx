'use client'

import { type ComponentType, Fragment, memo, type ReactNode, useRef } from 'react'
import type { CodeHighlighter, CodeLinesProps, CodeToken, HighlightedCode } from '../../markdown/plugin.js'
import { useHighlighted } from './useHighlighted.js'
import { useIsNear } from './useIsNear.js'

/** Makes what shows the lines of code in the colours of a highlighter. */
export function createCodeLines(highlighter: CodeHighlighter): ComponentType<CodeLinesProps> {
  return function ColouredLines(props: CodeLinesProps): ReactNode {
    const { chunks, children } = props
    const highlighted = useHighlighted(highlighter, props)
    if (!highlighted) return children
    return highlighted.map((lines, place) => renderChunk(lines, place, chunks))
  }
}

function renderChunk(lines: HighlightedCode, key: number, chunks: readonly string[]): ReactNode {
  const text = key === chunks.length - 1 ? chunks[key] : `${chunks[key]}\n`
  return <ColouredChunk key={key} text={text ?? ''} lines={lines} isOfMany={chunks.length > mostAtOnce} />
}

// In longer code only the chunks near to what is in sight are coloured: thousands of elements in one go would be felt.
const mostAtOnce = 8

interface ColouredChunkProps {
  text: string
  lines: HighlightedCode
  isOfMany: boolean
}

const ColouredChunk = memo(function ColouredChunk({ text, lines, isOfMany }: ColouredChunkProps): ReactNode {
  const ref = useRef<HTMLSpanElement>(null)
  const isNear = useIsNear(ref, isOfMany)
  return (
    <span ref={ref} className="tg-code-lines">
      {isNear || !isOfMany ? lines.map(renderLine) : text}
    </span>
  )
})

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
