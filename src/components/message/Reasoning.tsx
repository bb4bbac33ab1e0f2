'use client'

import { type ReactNode, type SyntheticEvent, useEffect, useState } from 'react'
import { useKit } from '../kit/KitContext.js'
import { classes, type PartProps } from '../kit/part.js'
import { Markdown } from '../markdown/Markdown.js'

/** What `Reasoning` takes. */
export interface ReasoningProps extends PartProps {
  text: string
  /** Whether the model is still at it. */
  isThinking: boolean
  /** When it began, ms since 1970; null when not known. */
  startedAt: number | null
}

/** What a model thought: open while it thinks, then one line, unless the reader chose otherwise. */
export function Reasoning({ text, isThinking, startedAt, className, style }: ReasoningProps): ReactNode {
  const { strings } = useKit()
  const seconds = useSeconds(isThinking, startedAt)
  const [chosen, setChosen] = useState<boolean | null>(null)
  const isOpen = chosen ?? isThinking

  function onToggle({ currentTarget }: SyntheticEvent<HTMLDetailsElement>): void {
    if (currentTarget.open !== isOpen) setChosen(currentTarget.open)
  }

  return (
    <details className={classes('tg-reasoning', className)} style={style} open={isOpen} onToggle={onToggle}>
      <summary className="tg-summary">{isThinking ? strings.thinking : strings.thoughtFor(seconds)}</summary>
      <Markdown className="tg-reasoning-text" text={text} isStreaming={isThinking} />
    </details>
  )
}

/** How long it took, seen from here; null for what was thought before. */
function useSeconds(isThinking: boolean, startedAt: number | null): number | null {
  const [watched, setWatched] = useState(isThinking)
  const [seconds, setSeconds] = useState<number | null>(null)
  if (isThinking && !watched) setWatched(true)
  useEffect(() => {
    if (!isThinking && watched && startedAt !== null)
      setSeconds((known) => known ?? Math.max(1, Math.round((Date.now() - startedAt) / 1000)))
  }, [isThinking, watched, startedAt])
  return seconds
}
