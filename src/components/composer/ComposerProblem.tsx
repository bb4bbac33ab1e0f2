'use client'

import { forwardRef, type ReactNode } from 'react'
import type { TogetherErrorCode } from '../../core/index.js'
import { useStrings } from '../kit/KitContext.js'
import type { Part } from '../kit/part.js'
import { renderPart, type UnstyledProps } from '../kit/renderPart.js'
import { cleanText } from '../markdown/cleanText.js'
import { useComposerScope } from './ComposerContext.js'
import { wordsOf } from './wordsOf.js'

/** The state of a problem: `data-code`. */
export interface ComposerProblemState {
  readonly code: TogetherErrorCode
}

/** What `Composer.Problem` takes: the attributes of its element. */
export type ComposerProblemProps = UnstyledProps<'p', ComposerProblemState>

/** Why the last message was not sent, or a file not attached. */
export const ComposerProblem: Part<ComposerProblemProps, HTMLParagraphElement> = forwardRef(
  function ComposerProblem(props, ref): ReactNode {
    const strings = useStrings()
    const { problem } = useComposerScope().composer
    if (!problem) return null
    const { code, message } = problem.error
    const title = code === 'busy' ? undefined : cleanText(message)
    return renderPart('p', { code }, { ref, title }, { children: wordsOf(problem, strings), ...props })
  },
)
