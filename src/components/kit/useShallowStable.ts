'use client'

import { useState } from 'react'

/** The same object as before while its fields are the same, so that inline props do not render the whole chat again. */
export function useShallowStable<T extends object>(value: T): T {
  const [stable, setStable] = useState(value)
  if (stable === value || isShallowEqual(stable, value)) return stable
  setStable(value)
  return value
}

function isShallowEqual(a: object, b: object): boolean {
  const keys = Object.keys(a)
  if (keys.length !== Object.keys(b).length) return false
  return keys.every((key) => Object.is(a[key as keyof typeof a], b[key as keyof typeof b]))
}
