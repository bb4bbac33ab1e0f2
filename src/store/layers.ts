/** A map over another one. Neither is changed: it holds what is newer, and takes the rest from there. */
interface Layers<V> {
  readonly base: () => ReadonlyMap<string, V>
  readonly recent: Iterable<readonly [string, V]>
}

/** So many newer values are copied with each change; one more, and all values go into a map of their own. */
const recentSize = 64

/** The base of a map, and what is newer than that. A plain map is all base. */
function layersOf<V>(map: ReadonlyMap<string, V>): Layers<V> {
  return 'recent' in map ? (map as ReadonlyMap<string, V> & Layers<V>) : { base: () => map, recent: [] }
}

/** The map with newer values. Adding one costs little whatever the size, but for one time in 64. */
export function withValues<V>(
  map: ReadonlyMap<string, V>,
  values: readonly (readonly [string, V])[],
): ReadonlyMap<string, V> {
  const { base, recent } = layersOf(map)
  const newer = [...recent, ...values]
  return newer.length > recentSize ? new Map([...base(), ...newer]) : layered(base, new Map(newer))
}

/** Recent values over a base, which may be made only when somebody asks for what is not among them. */
export function layered<V>(
  base: () => ReadonlyMap<string, V>,
  recent: ReadonlyMap<string, V>,
): ReadonlyMap<string, V> & Layers<V> {
  const whole = () => new Map([...base(), ...recent])
  const entries = () => whole().entries()
  return {
    base,
    recent,
    get: (key) => recent.get(key) ?? base().get(key),
    has: (key) => recent.has(key) || base().has(key),
    get size() {
      return whole().size
    },
    keys: () => whole().keys(),
    values: () => whole().values(),
    entries,
    forEach: (callback) => whole().forEach(callback),
    [Symbol.iterator]: entries,
  }
}
