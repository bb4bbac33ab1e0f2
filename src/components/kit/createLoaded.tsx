'use client'

import { type ComponentType, type ReactNode, useEffect, useSyncExternalStore } from 'react'
import { createSignal } from './createSignal.js'

/** What a component takes that is loaded when it is first shown, beside its own props. */
export interface LoadedProps {
  /** Stands for it until it is there. */
  fallback: ReactNode
  /** When it could not be loaded. */
  onFailed?: (() => void) | undefined
}

/**
 * A part which most pages never show, loaded when it is first shown. `React.lazy` remembers a load which failed until
 * the page is left; this tries again with the next one which is shown.
 */
export function createLoaded<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): ComponentType<Props & LoadedProps> {
  const loaded = createSignal<ComponentType<Props> | null>(null)
  let loading: Promise<void> | null = null

  async function begin(): Promise<void> {
    try {
      const component = await load()
      loaded.set(component)
    } finally {
      loading = null
    }
  }

  return function Loaded({ fallback, onFailed, ...props }) {
    const Shown = useSyncExternalStore(loaded.subscribe, loaded.get, nothing)
    useEffect(() => {
      if (loaded.get()) return
      loading ??= begin()
      loading.catch(() => onFailed?.())
    }, [onFailed])
    return Shown ? <Shown {...(props as Props)} /> : fallback
  }
}

function nothing(): null {
  return null
}
