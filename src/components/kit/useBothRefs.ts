'use client'

import { type Ref, type RefCallback, useCallback } from 'react'

/** One ref for an element which two want to have. */
export function useBothRefs<T>(one: Ref<T>, other: Ref<T>): RefCallback<T> {
  return useCallback(
    (element: T | null) => {
      assign(one, element)
      assign(other, element)
    },
    [one, other],
  )
}

export function assign<T>(ref: Ref<T>, value: T | null): void {
  if (typeof ref === 'function') ref(value)
  else if (ref) ref.current = value
}
