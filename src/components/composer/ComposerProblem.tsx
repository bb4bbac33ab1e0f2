'use client'

import type { ReactNode } from 'react'
import { useStrings } from '../kit/KitContext.js'
import { cleanText } from '../markdown/cleanText.js'
import { useComposerScope } from './ComposerContext.js'
import { wordsOf } from './wordsOf.js'

/** Why the last message was not sent, or a file not attached. */
export function ComposerProblem(): ReactNode {
  const strings = useStrings()
  const { problem } = useComposerScope().composer
  if (!problem) return null
  const { error } = problem
  return (
    <p className="tg-note" data-code={error.code} title={error.code === 'busy' ? undefined : cleanText(error.message)}>
      {wordsOf(problem, strings)}
    </p>
  )
}
