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
  const places = groups.get(list) ?? grouped(list.map(nameOf))
  groups.set(list, places)
  return (places.get(name) ?? []).map((place) => list[place] as T)
}

/** Places by the name there, in order. */
function grouped(names: readonly string[]): Map<string, number[]> {
  const found = new Map<string, number[]>()
  for (const [place, name] of names.entries()) found.set(name, [...(found.get(name) ?? []), place])
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
