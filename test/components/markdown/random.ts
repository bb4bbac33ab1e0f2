/** Numbers from a seed: the same ones on every machine. */
export interface Random {
  /** From 0 to `end`, without it. */
  integer(end: number): number
  chance(share: number): boolean
  pick<T>(list: readonly T[]): T
}

export function createRandom(seed: number): Random {
  let state = seed >>> 0
  // Mulberry32 (public domain, Tommy Ettinger).
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const integer = (end: number) => Math.floor(next() * end)
  return {
    integer,
    chance: (share) => next() < share,
    pick: (list) => list[integer(list.length)] as (typeof list)[number],
  }
}
