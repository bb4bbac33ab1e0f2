const written: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }
const meant: Readonly<Record<string, string>> = { '\\\\': '\\', '\\n': '\n', '\\r': '\r', '\\t': '\t' }

/** A stop text for a field of one line: its line ends and tabs as `\n` and `\t`. */
export function writeStop(text: string): string {
  return text.replace(/[\\\n\r\t]/g, (character) => written[character] ?? character)
}

/** What was written in such a field. */
export function readStop(text: string): string {
  return text.replace(/\\[\\nrt]/g, (sign) => meant[sign] ?? sign)
}

/** The texts of `stop`: the API takes a list, other servers one text too. */
export function stopsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  return Array.isArray(value) ? value.filter((text) => typeof text === 'string') : []
}

/** What the rows stand for: an empty one is still being written. */
export function readStops(rows: readonly string[]): readonly string[] {
  return rows.map(readStop).filter((text) => text !== '')
}

export function isSameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((text, place) => text === b[place])
}
