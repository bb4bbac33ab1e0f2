import type { Groups } from './blocks.js'

/** Items in a full group: some dozen blocks, so that a long answer is a short list of groups. */
const groupSize = 16

/** A list being filled. Adding makes a new one and copies the open group alone, but for every 16th time. */
export interface Filling<T> {
  readonly full: Groups<T>
  readonly rest: readonly T[]
}

export const emptyFilling: Filling<never> = { full: [], rest: [] }

export function added<T>({ full, rest }: Filling<T>, item: T): Filling<T> {
  if (rest.length + 1 < groupSize) return { full, rest: [...rest, item] }
  return { full: [...full, [...rest, item]], rest: [] }
}

export function groupsOf<T>({ full, rest }: Filling<T>): Groups<T> {
  return rest.length === 0 ? full : [...full, rest]
}
