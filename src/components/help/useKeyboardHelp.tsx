'use client'

import { type KeyboardEvent, type ReactNode, useState } from 'react'
import { createLoaded } from '../kit/createLoaded.js'
import type { KeyboardHelpProps } from './KeyboardHelp.js'

const LoadedHelp = createLoaded<KeyboardHelpProps>(async () => (await import('./KeyboardHelp.js')).KeyboardHelp)
const fields = 'textarea, input, select, [contenteditable]'

/** The list of keys, which `?` shows where nobody writes. Loaded with the first one. */
export function useKeyboardHelp(isEnabled: boolean): { onKeyDown: (event: KeyboardEvent) => void; help: ReactNode } {
  const [isOpen, setOpen] = useState(false)
  const close = () => setOpen(false)
  return {
    onKeyDown(event) {
      const [target] = event.nativeEvent.composedPath() // also inside of a shadow tree of somebody else's
      const isOther = event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey
      if (isEnabled && event.key === '?' && !isOther && !(target as Element).matches(fields)) setOpen(true)
    },
    help: isOpen && <LoadedHelp fallback={null} onFailed={close} onClose={close} />,
  }
}
