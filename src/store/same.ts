/** The previous list where every item of the next one is the same. */
export function sameItems<T>(next: readonly T[], previous: readonly T[] | undefined): readonly T[] {
  return previous?.length === next.length && next.every((item, place) => item === previous[place]) ? previous : next
}

/** The previous object where every field of the next one is the same. */
export function keepEqual<T extends object>(next: T, previous: T | undefined): T {
  const names = Object.keys(next) as (keyof T)[]
  return previous && names.every((name) => Object.is(next[name], previous[name])) ? previous : next
}
