'use client'

import { type DragEvent, type FormEvent, forwardRef, type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import { type UseComposerResult, useComposer } from '../../hooks/useComposer.js'
import { useKit } from '../kit/KitContext.js'
import type { Part } from '../kit/part.js'
import { renderPart, type UnstyledProps } from '../kit/renderPart.js'
import { cleanText } from '../markdown/cleanText.js'
import { ComposerContext, type ComposerScope, type ComposerState } from './ComposerContext.js'
import { isAccepted } from './isAccepted.js'
import { wordsOf } from './wordsOf.js'

/** What `Composer.Root` takes, beside the attributes of a form. */
export interface ComposerRootProps extends UnstyledProps<'form', ComposerState> {
  /** The draft, where your application holds it. @default one of its own */
  composer?: UseComposerResult | undefined
  /**
   * Files which can be chosen, pasted and dropped, as in an input's `accept`, such as `image/*`. Not every model reads
   * images. @default none
   */
  accept?: string | undefined
}

/** The form of a composer: it sends, and takes files which are dropped on it (`data-dragging` meanwhile). */
export const ComposerRoot: Part<ComposerRootProps, HTMLFormElement> = forwardRef(function ComposerRoot(
  { composer: given, accept = '', ...rest },
  ref,
): ReactNode {
  const { strings, announcer } = useKit()
  const own = useComposer()
  const composer = given ?? own
  const field = useRef<HTMLTextAreaElement>(null)
  const [hintId, describeBy] = useState<string>()
  const [isDragging, setDragging] = useState(false)
  const { isBusy, isEmpty } = composer
  const state = useMemo((): ComposerState => ({ isBusy, isEmpty }), [isBusy, isEmpty])

  const scope: ComposerScope = {
    composer,
    state,
    field,
    hintId,
    describeBy,
    accept,
    submit() {
      if (composer.isEmpty) return
      composer.submit()
      field.current?.focus({ preventScroll: true })
    },
    attach(files, isPicked = false) {
      const given = Array.from(files)
      const accepted = given.filter((file) => isPicked || isAccepted(file, accept))
      for (const { name } of given.filter((file) => !accepted.includes(file)))
        announcer.announce(strings.notAttached(cleanText(name)), 'assertive')
      if (accepted.length > 0)
        void composer.attach(accepted).then((read) => {
          for (const { name } of read) announcer.announce(strings.attached(cleanText(name ?? strings.file)))
        })
    },
  }

  const { problem } = composer
  useEffect(() => {
    if (problem) announcer.announce(wordsOf(problem, strings), 'assertive')
  }, [problem, announcer, strings])

  function onDrag(event: DragEvent): void {
    const hasFiles = accept !== '' && event.dataTransfer.types.includes('Files')
    if (hasFiles) event.preventDefault() // else the browser opens the file in place of the page
    const isInside = event.currentTarget.contains(event.relatedTarget as Node | null)
    if (event.type !== 'dragleave' || !isInside) setDragging(hasFiles && event.type === 'dragover')
    if (hasFiles && event.type === 'drop') scope.attach(event.dataTransfer.files)
  }

  function onSubmit(event: FormEvent): void {
    event.preventDefault()
    scope.submit()
  }

  const attributes = {
    ref,
    'aria-label': strings.composerForm,
    onSubmit,
    onDragOver: onDrag,
    onDragLeave: onDrag,
    onDrop: onDrag,
  }
  return (
    <ComposerContext.Provider value={scope}>
      {renderPart('form', { ...state, isDragging }, attributes, rest)}
    </ComposerContext.Provider>
  )
})
