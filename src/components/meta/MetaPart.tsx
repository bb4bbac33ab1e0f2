'use client'

import type { ReactNode } from 'react'
import { useKit } from '../kit/KitContext.js'
import { renderPart } from '../kit/renderPart.js'
import type { LoadedPartProps } from '../message/createLoadedPart.js'
import type { ScopedMetaProps } from '../message/ScopedMeta.js'
import { metaContent } from './metaContent.js'

/** `Message.Meta`, once it is loaded. */
export function MetaPart(props: LoadedPartProps<ScopedMetaProps, HTMLDetailsElement>): ReactNode {
  const { state, last, given, root } = props
  const kit = useKit()
  const { MessageMeta: Meta } = kit.components
  if (Meta) return <Meta className={given.className} style={given.style} message={last} />
  const children = metaContent(kit, last)
  return children && renderPart('details', state, { ref: root }, { children, ...given })
}
