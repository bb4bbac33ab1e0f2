'use client'

import { type MouseEvent, type ReactNode, useState } from 'react'
import { Icon } from '../icons/Icon.js'
import { useStrings } from '../kit/KitContext.js'
import { messageSelector } from '../kit/messageSelector.js'
import { moveFocus } from '../kit/moveFocus.js'
import type { MarkdownImageProps } from './components.js'
import { useMarkdown } from './MarkdownContext.js'

/** Loads nothing until the reader asks for this one image: an address can carry what the model knows. */
export function MarkdownImage({ src, host, alt }: MarkdownImageProps): ReactNode {
  const strings = useStrings()
  const { shownImages } = useMarkdown()
  const [state, setState] = useState<'blocked' | 'shown' | 'failed'>(shownImages.has(src) ? 'shown' : 'blocked')
  if (state === 'failed') return <span className="tg-note">{strings.imageFailed}</span>
  if (state === 'shown') {
    return (
      <img className="tg-image" src={src} alt={alt} referrerPolicy="no-referrer" onError={() => setState('failed')} />
    )
  }

  function onLoad({ currentTarget }: MouseEvent): void {
    moveFocus(currentTarget, messageSelector)
    shownImages.add(src)
    setState('shown')
  }

  return (
    <button type="button" className="tg-load-image" data-ui-owned="" onClick={onLoad}>
      <Icon name="image" />
      <span>{alt}</span>
      <span className="tg-load-image-host">{strings.loadImage(host)}</span>
    </button>
  )
}
