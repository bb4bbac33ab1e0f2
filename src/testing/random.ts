/** A 32-bit hash of the parts (FNV-1a): the same parts give the same number everywhere. */
export function hashOf(...parts: readonly (string | number | null | undefined)[]): number {
  const text = parts.map(String).join('\u0000')
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  }
  return hash >>> 0
}

/** A seeded generator of numbers from 0 up to, not including, 1 (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const alphabet = 'abcdefghijklmnopqrstuvwxyz0123456789'

/** `length` lower-case letters and digits. */
export function randomName(random: () => number, length: number): string {
  return Array.from({ length }, () => alphabet[Math.floor(random() * alphabet.length)]).join('')
}

/** A reply's id in the form of recorded ones: `oBUtgGr-4Yz4kd-9801a2f00b2b42e8`. */
export function randomReplyId(random: () => number): string {
  return `o${randomName(random, 6)}-${randomName(random, 6)}-${randomName(random, 16)}`
}

/** A seed as Together AI prints it: a double above 2^53. */
export function randomWireSeed(random: () => number): number {
  return Math.floor(random() * 1e15) * 1e4 + 2 ** 54
}
