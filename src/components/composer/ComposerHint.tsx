'use client'

import { forwardRef, type ReactNode, useEffect, useId } from 'react'
import { useStrings } from '../kit/KitContext.js'
import type { Part } from '../kit/part.js'
import { renderPart, type UnstyledProps } from '../kit/renderPart.js'
import { type ComposerState, useComposerScope } from './ComposerContext.js'

/** What `Composer.Hint` takes: the attributes of its element. */
export type ComposerHintProps = UnstyledProps<'span', ComposerState>

/** What keys do, in words, which describe the text box. With `hidden` only assistive technology has them. */
export const ComposerHint: Part<ComposerHintProps, HTMLSpanElement> = forwardRef(
  function ComposerHint(props, ref): ReactNode {
    const strings = useStrings()
    const { state, describeBy } = useComposerScope()
    const ownId = useId()
    const { id = ownId } = props
    useEffect(() => {
      describeBy(id)
      return () => describeBy(undefined)
    }, [describeBy, id])
    return renderPart('span', state, { ref, id }, { children: strings.composerHint, ...props })
  },
)
