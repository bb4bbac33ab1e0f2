'use client'

import { forwardRef, type ReactNode } from 'react'
import type { ComposerAttachment } from '../../hooks/composerDraft.js'
import { useStrings } from '../kit/KitContext.js'
import type { Part } from '../kit/part.js'
import { renderPart, type UnstyledProps } from '../kit/renderPart.js'
import { imageSource } from '../message/Attachment.js'
import { type ComposerState, useComposerScope } from './ComposerContext.js'
import { useAttached } from './useAttached.js'

/** What `Composer.Attachments` takes: the attributes of a list. */
export type ComposerFilesProps = UnstyledProps<'ul', ComposerState>

/** What is attached to the message which is being written, each with a button that takes it out again. */
export const ComposerFiles: Part<ComposerFilesProps, HTMLUListElement> = forwardRef(
  function ComposerFiles(props, ref): ReactNode {
    const strings = useStrings()
    const { composer, state } = useComposerScope()
    const { attachments } = composer
    if (attachments.length === 0) return null
    const children = attachments.map((attachment) => <AttachedFile key={attachment.id} attachment={attachment} />)
    return renderPart('ul', state, { ref, 'aria-label': strings.attachments }, { children, ...props })
  },
)

function AttachedFile({ attachment }: { attachment: ComposerAttachment }): ReactNode {
  const strings = useStrings()
  const { label, remove } = useAttached(attachment)
  const { part } = attachment
  const source = part?.type === 'image' ? imageSource(part) : null
  return (
    <li aria-busy={part === null || undefined} title={label}>
      {source ? <img src={source} alt={strings.image} /> : <span dir="auto">{label}</span>}
      <button type="button" onClick={remove}>
        {strings.removeAttachment(label)}
      </button>
    </li>
  )
}
