'use client'

import { useEffect, useMemo, useState } from 'react'
import type { CodeHighlighter, CodeLinesProps, HighlightedCode } from '../../markdown/plugin.js'

// Longer code keeps its one colour: reading it would take seconds.
const longestCode = 500_000

/** The coloured lines of a finished code, by its chunks; null until they are there, and where they never will be. */
export function useHighlighted(
  highlighter: CodeHighlighter,
  { chunks, language, isOpen }: CodeLinesProps,
): readonly HighlightedCode[] | null {
  const code = !isOpen && language !== '' ? chunks.join('\n') : ''
  const isWanted = code !== '' && code.length <= longestCode
  const [made, setMade] = useState<{ code: string; lines: HighlightedCode | null } | null>(null)
  const known = isWanted ? (highlighter.known(code, language) ?? (made?.code === code ? made.lines : null)) : null
  const isMissing = isWanted && known === null

  useEffect(() => {
    if (!isMissing) return
    const controller = new AbortController()
    void highlighter.highlight(code, language, controller.signal).then((lines) => {
      if (!controller.signal.aborted) setMade({ code, lines })
    })
    return () => controller.abort()
  }, [isMissing, highlighter, code, language])

  return useMemo(() => known && byChunks(known, chunks), [known, chunks])
}

/** Cuts the lines where the chunks are cut; each but the last of the code keeps its line end. */
function byChunks(lines: HighlightedCode, chunks: readonly string[]): HighlightedCode[] {
  let from = 0
  return chunks.map((chunk) => {
    const count = chunk.split('\n').length
    const own = lines.slice(from, from + count)
    from += count
    return own.map((line, place) => (from - count + place === lines.length - 1 ? line : [...line, { text: '\n' }]))
  })
}
