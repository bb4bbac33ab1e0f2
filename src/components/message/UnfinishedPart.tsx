'use client'

import type { ReactNode } from 'react'
import { useStrings } from '../kit/KitContext.js'
import { renderPart } from '../kit/renderPart.js'
import type { LoadedPartProps } from './createLoadedPart.js'
import type { MessageUnfinishedProps } from './MessageUnfinished.js'
import { UnfinishedButtons } from './UnfinishedButtons.js'
import { unfinishedReason } from './unfinishedReason.js'

/** `Message.Unfinished`, once it is loaded. */
export function UnfinishedPart(props: LoadedPartProps<MessageUnfinishedProps, HTMLDivElement>): ReactNode {
  const { state, last, given, root } = props
  const strings = useStrings()
  const words = unfinishedReason(last)
  if (!words) return null
  const reason = words === 'lengthReached' ? 'length' : words
  const children = (
    <>
      <p>{strings[words]}</p>
      <UnfinishedButtons className="" message={last} />
    </>
  )
  return renderPart('div', { ...state, reason }, { ref: root }, { children, ...given })
}
