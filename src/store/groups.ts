import type { RequestRecord, ToolCallState } from './types.js'

/** Places by the name which the items there have in common. */
const groups = new WeakMap<readonly unknown[], Map<string, number[]>>()

/** The tool calls of a message. */
export function callsOf(calls: readonly ToolCallState[], messageId: string): ToolCallState[] {
  return groupOf(calls, (call) => call.messageId, messageId)
}

/** The requests of a turn. */
export function recordsOf(ledger: readonly RequestRecord[], turnId: string): RequestRecord[] {
  return groupOf(ledger, (record) => record.turnId, turnId)
}

/** The items with this name, in order. The list is searched once, and so are those which {@link replaced} makes of it. */
function groupOf<T>(list: readonly T[], nameOf: (item: T) => string, name: string): T[] {
  const places = groups.get(list) ?? grouped(list.map((item, place) => [nameOf(item), place]))
  groups.set(list, places)
  return (places.get(name) ?? []).map((place) => list[place] as T)
}

/** Values by their name, in order. */
function grouped<T>(values: readonly (readonly [string, T])[]): Map<string, T[]> {
  const found = new Map<string, T[]>()
  for (const [name, value] of values) found.set(name, [...(found.get(name) ?? []), value])
  return found
}

/** The list with a newer version of an item, which has the same name. */
export function replaced<T>(list: readonly T[], place: number, item: T): readonly T[] {
  if (list[place] === item) return list
  const next = list.with(place, item)
  const places = groups.get(list)
  if (places) groups.set(next, places)
  return next
}
