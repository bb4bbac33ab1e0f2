'use client'

import { memo, type ReactNode } from 'react'
import { createLoaded, type LoadedProps } from '../kit/createLoaded.js'
import { useKit } from '../kit/KitContext.js'
import type { ChoicesProps } from './Choices.js'
import type { ChoicesToggleProps } from './ChoicesToggle.js'

// Most requests ask for one reply: the view is loaded with the first answer that has several. While the shown one grows
// its message renders in each frame; the view does not.
const KitChoices = createLoaded<ChoicesProps>(async () => memo((await import('./Choices.js')).Choices))

const LoadedToggle = createLoaded<ChoicesToggleProps>(async () => (await import('./ChoicesToggle.js')).ChoicesToggle)

/** The choices of an answer beside each other; the fallback until the view is there, and when it cannot be loaded. */
export function LoadedChoices({ fallback, onFailed, ...props }: ChoicesProps & LoadedProps): ReactNode {
  const { Choices } = useKit().components
  return Choices ? <Choices {...props} /> : <KitChoices {...props} fallback={fallback} onFailed={onFailed} />
}

/** Opens the choices of an answer which the thread went on from. */
export function ToggleOfChoices(props: ChoicesToggleProps): ReactNode {
  return <LoadedToggle {...props} fallback={null} />
}
