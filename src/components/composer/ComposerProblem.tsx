'use client'

import type { ReactNode } from 'react'
import { useStrings } from '../kit/KitContext.js'
import { cleanText } from '../markdown/cleanText.js'
import { useComposerScope } from './ComposerContext.js'

/** Why the last message was not sent, or a file not attached. */
export function ComposerProblem(): ReactNode {
  const strings = useStrings()
  const { problem } = useComposerScope().composer
  if (!problem) return null
  const { error, fileName } = problem
  const isFile = error.code !== 'busy'
  const words = isFile ? strings.notAttached(cleanText(fileName ?? strings.file)) : strings.refused
  return (
    <p className="tg-note" data-code={error.code} title={isFile ? cleanText(error.message) : undefined}>
      {words}
    </p>
  )
}
