import type { KeyboardEvent } from 'react'

/**
 * Where an arrow key leads among `count` things, round at the ends; null for other keys. Left and right follow the
 * direction of the text.
 */
export function placeAfterArrow(event: KeyboardEvent, place: number, count: number): number | null {
  const { key, currentTarget, altKey, ctrlKey, metaKey, shiftKey } = event
  if (altKey || ctrlKey || metaKey || shiftKey) return null
  const isRightToLeft = getComputedStyle(currentTarget).direction === 'rtl'
  const step = stepOf(key, isRightToLeft ? -1 : 1)
  return step === 0 ? null : (place + step + count) % count
}

function stepOf(key: string, right: 1 | -1): number {
  switch (key) {
    case 'ArrowDown':
      return 1
    case 'ArrowUp':
      return -1
    case 'ArrowRight':
      return right
    case 'ArrowLeft':
      return -right
    default:
      return 0
  }
}
