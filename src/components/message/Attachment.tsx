'use client'

import type { ReactNode } from 'react'
import type { FileContent, ImageContent } from '../../core/index.js'
import { useStrings } from '../kit/KitContext.js'
import { cleanText } from '../markdown/cleanText.js'
import type { ChatStrings } from '../strings/ChatStrings.js'

const shownTypes = /^image\/(png|jpeg|gif|webp|avif)$/

/** An image that travels in the message itself, or the name of a file. Nothing is loaded. */
export function Attachment({ part }: { part: ImageContent | FileContent }): ReactNode {
  const strings = useStrings()
  const source = part.type === 'image' ? imageSource(part) : null
  if (source) return <img className="tg-image" src={source} alt={strings.image} />
  return <span className="tg-file">{attachmentName(part, strings)}</span>
}

/** The address of an image that travels in a message; null for what no browser shows, or can be trusted with. */
export function imageSource({ mimeType, base64Image }: ImageContent): string | null {
  return shownTypes.test(mimeType ?? '') ? `data:${mimeType};base64,${base64Image}` : null
}

/** The name of a file, else what it is. */
export function attachmentName(part: ImageContent | FileContent, strings: ChatStrings): string {
  if (part.type === 'image') return strings.image
  return part.filename ? cleanText(part.filename) : strings.file
}
