'use client'

import type { ComposerAttachment } from '../../hooks/composerDraft.js'
import { useKit } from '../kit/KitContext.js'
import { cleanText } from '../markdown/cleanText.js'
import { useComposerScope } from './ComposerContext.js'

/** What a file is called, and what takes it out of the message again: then the focus is in the text box. */
export function useAttached({ id, name }: ComposerAttachment): { label: string; remove: () => void } {
  const { strings, announcer } = useKit()
  const { composer, field } = useComposerScope()
  const label = name === null ? strings.file : cleanText(name)
  return {
    label,
    remove() {
      field.current?.focus({ preventScroll: true })
      composer.removeAttachment(id)
      announcer.announce(strings.detached(label))
    },
  }
}
