'use client'

import { useSyncExternalStore } from 'react'

/**
 * What only the reader's browser knows, such as a time of day in their time zone. A server has the other, and so has the
 * page until it is hydrated; who differs renders once more then. Both are compared as they are.
 */
export function useInBrowser<T>(value: T, onServer: T): T {
  return useSyncExternalStore(
    subscribe,
    () => value,
    () => onServer,
  )
}

function subscribe(): () => void {
  return subscribe // nothing to end
}
