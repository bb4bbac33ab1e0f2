'use client'

import { type ComponentType, type ForwardedRef, forwardRef, type ReactNode } from 'react'
import type { ThreadMessage } from '../../store/index.js'
import { createLoaded } from '../kit/createLoaded.js'
import { type Kit, useKit } from '../kit/KitContext.js'
import type { Part } from '../kit/part.js'
import { type MessageState, useSteadyScope } from './MessageContext.js'

/** What the loaded half of a part gets. */
export interface LoadedPartProps<Props, Root> {
  /** What the part was given. */
  given: Props
  root: ForwardedRef<Root>
  state: MessageState
  /** The last reply of the article, or its question. It stays as it is while it only grows. */
  last: ThreadMessage
}

/** A part of a message which is loaded with the first message that has need of it. `useIsNeeded` is a hook. */
export function createLoadedPart<Props extends object, Root>(
  useIsNeeded: (last: ThreadMessage, kit: Kit) => boolean,
  load: () => Promise<ComponentType<LoadedPartProps<Props, Root>>>,
): Part<Props, Root> {
  const Loaded = createLoaded(load)
  return forwardRef<Root, Props>(function MessagePart(given, root): ReactNode {
    const { state, last } = useSteadyScope()
    const isNeeded = useIsNeeded(last, useKit())
    return isNeeded && <Loaded given={given as Props} root={root} state={state} last={last} fallback={null} />
  }) as Part<Props, Root>
}
