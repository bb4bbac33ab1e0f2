/** Values by a key, of which the least recently used go once they are too much together. */
export interface Cache<T> {
  get(key: string): T | undefined
  set(key: string, value: T, size: number): void
}

/** @param most how large all values may be together; one alone may be larger */
export function createCache<T>(most: number): Cache<T> {
  // A Map keeps the order of insertion: what is used is put behind the rest.
  const entries = new Map<string, { value: T; size: number }>()
  let total = 0

  function take(key: string): { value: T; size: number } | undefined {
    const entry = entries.get(key)
    if (!entry) return undefined
    entries.delete(key)
    total -= entry.size
    return entry
  }

  function put(key: string, entry: { value: T; size: number }): void {
    entries.set(key, entry)
    total += entry.size
  }

  return {
    get(key) {
      const entry = take(key)
      if (entry) put(key, entry)
      return entry?.value
    },
    set(key, value, size) {
      take(key)
      put(key, { value, size })
      for (const oldest of entries.keys()) {
        if (total <= most || entries.size === 1) return
        take(oldest)
      }
    },
  }
}
