'use client'

import type { ReactNode } from 'react'
import type { FileContent, ImageContent } from '../../core/index.js'
import { useStrings } from '../kit/KitContext.js'
import { cleanText } from '../markdown/cleanText.js'

const shownTypes = /^image\/(png|jpeg|gif|webp|avif)$/

/** An image that travels in the message itself, or the name of a file. Nothing is loaded. */
export function Attachment({ part }: { part: ImageContent | FileContent }): ReactNode {
  const strings = useStrings()
  if (part.type === 'image' && shownTypes.test(part.mimeType ?? '')) {
    return <img className="tg-image" src={`data:${part.mimeType};base64,${part.base64Image}`} alt={strings.image} />
  }
  const name = part.type === 'file' ? part.filename : null
  return <span className="tg-file">{name ? cleanText(name) : part.type === 'file' ? strings.file : strings.image}</span>
}
