'use client'

import { type DragEvent, type FormEvent, forwardRef, type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import { type UseComposerResult, useComposer } from '../../hooks/useComposer.js'
import { isSpeaker } from '../announcer/speakers.js'
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

/** The form of a composer: it sends, and takes files which are dropped on its chat (`data-dragging` meanwhile). */
export const ComposerRoot: Part<ComposerRootProps, HTMLFormElement> = forwardRef(function ComposerRoot(
  { composer: given, accept = '', ...rest },
  ref,
): ReactNode {
  const { chat, strings, announcer, dropZone } = useKit()
  const own = useComposer()
  const composer = given ?? own
  const field = useRef<HTMLTextAreaElement>(null)
  const [hintId, describeBy] = useState<string>()
  const [isDragging, setDragging] = useState(false)
  const [waiting, setWaiting] = useState<string | null>(null)
  const { isBusy, isEmpty } = composer
  const state = useMemo((): ComposerState => ({ isBusy, isEmpty }), [isBusy, isEmpty])

  const written = `${composer.attachments.length} ${composer.text}`

  const scope: ComposerScope = {
    composer,
    state,
    field,
    hintId,
    describeBy,
    accept,
    submit() {
      if (isEmpty) return
      setWaiting(composer.canSubmit ? null : written)
      composer.submit()
      field.current?.focus({ preventScroll: true })
    },
    attach(files, isPicked = false) {
      const accepted = [...files].filter((file) => {
        const isTaken = isPicked || isAccepted(file, accept)
        if (!isTaken) announcer.announce(strings.notAttached(cleanText(file.name)), 'assertive')
        return isTaken
      })
      void composer.attach(accepted).then((read) => {
        for (const { name } of read) announcer.announce(strings.attached(cleanText(name ?? strings.file)))
      })
    },
  }

  const { problem } = composer
  useEffect(() => {
    if (problem && isSpeaker(chat, announcer)) announcer.announce(wordsOf(problem, strings), 'assertive')
  }, [problem, chat, announcer, strings])

  // What was sent while a file is read goes once that is there, unless it is another message by then.
  useEffect(() => {
    if (waiting === null || (waiting === written && !composer.canSubmit)) return
    setWaiting(null)
    if (waiting === written) composer.submit()
  })

  useEffect(() => {
    if (!dropZone) return
    dropZone.onFiles = onFiles
    return () => {
      if (dropZone.onFiles === onFiles) dropZone.onFiles = null
    }
  })

  /** Files are dragged over the chat, where something else may take them. */
  function onFiles({ type, dataTransfer, currentTarget, relatedTarget, defaultPrevented: isTaken }: DragEvent): void {
    const isInside = currentTarget.contains(relatedTarget as Node | null)
    if (type !== 'dragleave' || !isInside) setDragging(accept !== '' && !isTaken && type === 'dragover')
    if (isTaken) return
    if (type === 'drop') scope.attach(dataTransfer.files)
    else if (!accept) dataTransfer.dropEffect = 'none'
  }

  function onSubmit(event: FormEvent): void {
    event.preventDefault()
    scope.submit()
  }

  return (
    <ComposerContext.Provider value={scope}>
      {renderPart('form', { ...state, isDragging }, { ref, 'aria-label': strings.composerForm, onSubmit }, rest)}
    </ComposerContext.Provider>
  )
})
