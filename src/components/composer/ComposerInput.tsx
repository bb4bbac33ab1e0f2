'use client'

import { type ChangeEvent, type ClipboardEvent, forwardRef, type KeyboardEvent } from 'react'
import { useKit } from '../kit/KitContext.js'
import type { Part } from '../kit/part.js'
import { renderPart, type UnstyledProps } from '../kit/renderPart.js'
import { useBothRefs } from '../kit/useBothRefs.js'
import { type ComposerState, useComposerScope } from './ComposerContext.js'
import { useFieldKeys } from './useFieldKeys.js'

/** What `Composer.Input` takes: the attributes of a text area. */
export type ComposerInputProps = UnstyledProps<'textarea', ComposerState>

/** The chat's one text box. Enter sends, Escape stops the run, files which are pasted are attached. */
export const ComposerInput: Part<ComposerInputProps, HTMLTextAreaElement> = forwardRef(
  function ComposerInput(props, ref) {
    const { strings } = useKit()
    const { composer, state, field, hintId, submit, attach, accept } = useComposerScope()

    function onEscape(event: KeyboardEvent): void {
      if (!composer.isBusy) return
      event.stopPropagation()
      event.preventDefault() // a dialog around the chat would close
      composer.stop()
    }

    /** A table of a spreadsheet comes as formatted text and as a picture: then the text is meant. A file may bring its name. */
    function onPaste(event: ClipboardEvent): void {
      const { files, types } = event.clipboardData
      const isText = types.includes('text/plain') && (types.includes('text/html') || types.includes('text/rtf'))
      if (accept === '' || files.length === 0 || isText) return
      event.preventDefault()
      attach(files)
    }

    const keys = useFieldKeys({ onSubmit: submit, onEscape })
    const own = {
      ...keys,
      ref: useBothRefs(field, ref),
      rows: 1,
      dir: 'auto',
      enterKeyHint: 'send',
      'aria-label': strings.composerLabel,
      'aria-describedby': hintId,
      placeholder: strings.composerPlaceholder,
      value: composer.text,
      onChange: (event: ChangeEvent<HTMLTextAreaElement>) => composer.setText(event.currentTarget.value),
      onPaste,
    }
    return renderPart('textarea', state, own, props)
  },
)
