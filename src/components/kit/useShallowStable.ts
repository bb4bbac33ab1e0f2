'use client'

import { useEffect, useRef } from 'react'

/** The same object as before while its fields are the same, so that inline props do not render the whole chat again. */
export function useShallowStable<T extends object>(value: T): T {
  const last = useRef(value)
  const stable = isShallowEqual(last.current, value) ? last.current : value
  useEffect(() => {
    last.current = stable
  })
  return stable
}

function isShallowEqual(a: object, b: object): boolean {
  const keys = Object.keys(a)
  if (keys.length !== Object.keys(b).length) return false
  return keys.every((key) => Object.is(a[key as keyof typeof a], b[key as keyof typeof b]))
}
