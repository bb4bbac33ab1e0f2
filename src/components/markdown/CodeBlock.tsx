'use client'

import { memo, type ReactNode } from 'react'
import { CopyButton } from '../copy/CopyButton.js'
import { useStrings } from '../kit/KitContext.js'
import { scrollRegion } from '../kit/scrollRegion.js'
import { useMarkdown } from './MarkdownContext.js'

interface CodeBlockSourceProps {
  /** The code, some lines in each. */
  chunks: readonly string[]
  language: string
  isOpen: boolean
}

/** Code in a region that scrolls and can be focused; its toolbar follows it in the document. */
export function CodeBlock({ chunks, language, isOpen }: CodeBlockSourceProps): ReactNode {
  const strings = useStrings()
  const Lines = useMarkdown().plugins.find(({ CodeLines }) => CodeLines)?.CodeLines
  const lines = chunks.map((chunk, place) => renderChunk(chunk, place, chunks.length))
  return (
    <div className="tg-code" dir="ltr">
      <pre className="tg-code-text" {...scrollRegion(strings.codeBlock(language))}>
        <code>{Lines ? <Lines {...{ chunks, language, isOpen }}>{lines}</Lines> : lines}</code>
      </pre>
      <div className="tg-code-bar" data-ui-owned="">
        <span className="tg-code-language">{language}</span>
        <CopyButton text={() => chunks.join('\n')} label={strings.copyCode} />
      </div>
    </div>
  )
}

function renderChunk(chunk: string, key: number, count: number): ReactNode {
  return <PlainLines key={key} text={key === count - 1 ? chunk : `${chunk}\n`} />
}

/** Lines of code. Those which are full are neither rendered nor laid out again while the code grows. */
const PlainLines = memo(function PlainLines({ text }: { text: string }): ReactNode {
  return <span className="tg-code-lines">{text}</span>
})

/** What a fence may name: letters, digits and `_+#.-`, at most 32 of them. */
export function languageOf(fence: string): string {
  return /^[A-Za-z0-9_+#.-]{1,32}/.exec(fence)?.[0] ?? ''
}
