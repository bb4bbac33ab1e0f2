'use client'

import { forwardRef, type ReactNode } from 'react'
import type { ComposerAttachment } from '../../hooks/composerDraft.js'
import { IconButton } from '../icons/IconButton.js'
import { useStrings } from '../kit/KitContext.js'
import { classes, type Part, type PartProps } from '../kit/part.js'
import { Attachment } from '../message/Attachment.js'
import { useComposerScope } from './ComposerContext.js'
import { useAttached } from './useAttached.js'

/** What is attached to the message which is being written, each with a button that takes it out again. */
export const ComposerAttachments: Part<PartProps, HTMLUListElement> = forwardRef(function ComposerAttachments(
  { className, style },
  ref,
): ReactNode {
  const strings = useStrings()
  const { attachments } = useComposerScope().composer
  if (attachments.length === 0) return null
  return (
    <ul ref={ref} className={classes('tg-attachments', className)} style={style} aria-label={strings.attachments}>
      {attachments.map((attachment) => (
        <AttachedFile key={attachment.id} attachment={attachment} />
      ))}
    </ul>
  )
})

function AttachedFile({ attachment }: { attachment: ComposerAttachment }): ReactNode {
  const strings = useStrings()
  const { label, remove } = useAttached(attachment)
  const { part } = attachment
  return (
    <li className="tg-attached" aria-busy={part === null || undefined} title={label}>
      {part?.type === 'image' ? (
        <Attachment part={part} />
      ) : (
        <span className="tg-file" dir="auto">
          {label}
        </span>
      )}
      <IconButton icon="close" label={strings.removeAttachment(label)} onClick={remove} />
    </li>
  )
}
