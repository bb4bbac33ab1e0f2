'use client'

import { type Ref, type RefCallback, useCallback } from 'react'

/** One ref for an element which two want to have. */
export function useBothRefs<T>(one: Ref<T>, other: Ref<T>): RefCallback<T> {
  return useCallback((element: T | null) => assignBoth([one, other], element), [one, other])
}

/** Gives an element to several refs. Returns what React 19 calls at its end, where one of them has something for that. */
export function assignBoth<T>(refs: readonly Ref<T>[], value: T | null): (() => void) | undefined {
  const ends = refs.map((ref) => assign(ref, value))
  if (ends.every((end) => end === undefined)) return undefined
  return () => {
    for (const [place, end] of ends.entries()) {
      if (end) end()
      else assign(refs[place] ?? null, null)
    }
  }
}

function assign<T>(ref: Ref<T>, value: T | null): (() => void) | undefined {
  if (typeof ref === 'function') return (ref(value) as (() => void) | undefined) ?? undefined
  if (ref) ref.current = value
  return undefined
}
