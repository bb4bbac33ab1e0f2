const page = 10

/** Where a key leads in a list of so many options (arrows go round); null for a key which does not move. */
export function placeAfter(key: string, place: number, count: number): number | null {
  if (count === 0) return null
  switch (key) {
    case 'ArrowDown':
      return (place + 1) % count
    case 'ArrowUp':
      return (place + count - 1) % count
    case 'PageDown':
      return Math.min(place + page, count - 1)
    case 'PageUp':
      return Math.max(place - page, 0)
    case 'Home':
      return 0
    case 'End':
      return count - 1
    default:
      return null
  }
}
