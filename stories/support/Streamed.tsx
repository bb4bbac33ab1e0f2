import { type ComponentProps, useEffect, useState } from 'react'
import { Markdown } from '../../src/components/index.js'

export interface StreamedProps extends Omit<ComponentProps<typeof Markdown>, 'isStreaming'> {
  tokensPerSecond: number
}

const charactersOfToken = 4

/** A text as it comes from a model, at an even pace. */
export function Streamed({ text, tokensPerSecond, ...rest }: StreamedProps) {
  const [length, setLength] = useState(0)
  const isStreaming = length < text.length
  useEffect(() => {
    const startedAt = performance.now()
    let frame = requestAnimationFrame(function grow(now) {
      const next = ((now - startedAt) / 1000) * tokensPerSecond * charactersOfToken
      setLength(Math.min(text.length, Math.max(0, Math.floor(next))))
      if (next < text.length) frame = requestAnimationFrame(grow)
    })
    return () => cancelAnimationFrame(frame)
  }, [text, tokensPerSecond])
  return <Markdown {...rest} text={text.slice(0, length)} isStreaming={isStreaming} />
}
