/** Where `[text][label]` leads. */
export interface Definition {
  readonly href: string
  readonly title: string | null
}

/** The link definitions of a document as far as it is read. Another object exactly when there are others. */
export interface Definitions {
  find(label: string): Definition | undefined
}

/** Collects definitions; the first of a label holds. */
export interface DefinitionList {
  readonly count: number
  add(label: string, definition: Definition): void
  /** Forgets all but the first so many. */
  cut(count: number): void
  /** Those from `certain` on may be others next time, and make a new object. */
  snapshot(certain: number): Definitions
}

export const noDefinitions: Definitions = { find: () => undefined }

export function createDefinitionList(): DefinitionList {
  const places = new Map<string, number>()
  const list: { readonly key: string; readonly definition: Definition }[] = []
  let last: { count: number; definitions: Definitions } = { count: 0, definitions: noDefinitions }

  return {
    get count() {
      return list.length
    },
    add(label, definition) {
      const key = keyOf(label)
      if (places.has(key)) return
      places.set(key, list.length)
      list.push({ key, definition })
    },
    cut(count) {
      for (const { key } of list.splice(count)) places.delete(key)
    },
    snapshot(certain) {
      const count = list.length
      if (count === last.count && count === certain) return last.definitions
      // What is certain is looked up in the list as it goes on growing: a copy for each would make many quadratic.
      const uncertain = new Map(list.slice(certain).map(({ key, definition }) => [key, definition]))
      function find(label: string): Definition | undefined {
        const key = keyOf(label)
        const place = places.get(key) ?? certain
        return place < certain ? list[place]?.definition : uncertain.get(key)
      }
      const definitions = { find }
      // A snapshot with uncertain ones is equal to none that comes after it.
      last = { count: count === certain ? count : Number.NaN, definitions }
      return definitions
    },
  }
}

/** Labels are equal whatever their case and white space: folded as marked does it. CommonMark 0.31.2, section 4.7. */
export function keyOf(label: string): string {
  return label.trim().replace(/\s+/g, ' ').toLowerCase().toUpperCase().toLowerCase()
}

const labels = /\[((?:[^\\[\]]|\\[\s\S]){1,999})\]/g

/** What in a text may be the label of a definition. */
export function labelsIn(text: string): string[] {
  return text.includes('[') ? [...text.matchAll(labels)].map((match) => match[1] ?? '') : []
}

export interface FoundDefinition extends Definition {
  readonly label: string
  /** Characters which it takes, its line end with it. */
  readonly length: number
}

const start = /^\[(?!\^)((?:[^\\[\]]|\\[\s\S]){1,999})\]:[ \t]*\n?[ \t]*/
const destination = /^(?:<((?:[^<>\n\\]|\\.)*)>|([^\s<]\S*))/
const title =
  /^(?=[ \t\n])[ \t]*(?:\n[ \t]*)?("(?:[^"\\]|\\[\s\S])*"|'(?:[^'\\]|\\[\s\S])*'|\((?:[^()\\]|\\[\s\S])*\))[ \t]*(?:\n|$)/
const lineEnd = /^[ \t]*(?:\n|$)/

/** The definition at the start of a paragraph; null when there is none. */
export function readDefinition(text: string): FoundDefinition | null {
  const opening = start.exec(text)
  if (!opening?.[1]?.trim()) return null
  const afterLabel = text.slice(opening[0].length)
  const target = destination.exec(afterLabel)
  if (!target || (target[2] !== undefined && !isBalanced(target[2]))) return null
  const afterTarget = afterLabel.slice(target[0].length)
  const named = title.exec(afterTarget)
  const end = named ?? lineEnd.exec(afterTarget)
  if (!end) return null
  return {
    label: opening[1],
    href: withoutBackslashes(target[1] ?? target[2] ?? ''),
    title: named ? withoutBackslashes(named[1]?.slice(1, -1) ?? '') : null,
    length: opening[0].length + target[0].length + end[0].length,
  }
}

function isBalanced(address: string): boolean {
  let open = 0
  for (const [character] of address.matchAll(/\\.|[()]/g)) {
    if (character === '(') open += 1
    if (character === ')') open -= 1
    if (open < 0) return false
  }
  return open === 0
}

/** A backslash before a mark is not shown. */
export function withoutBackslashes(text: string): string {
  return text.replace(/\\([!-/:-@[-`{-~])/g, '$1')
}
