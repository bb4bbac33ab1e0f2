/** What is wrong with a value, each with what to do; `name` is where it was found. */
export type Check = (value: unknown, name: string) => string[]

/** Lets a value be left away. */
export function orAbsent(check: Check): Check {
  return (value, name) => (value === undefined ? [] : check(value, name))
}

/** A whole number of at least `least`. */
export function whole(least: number, most: number = Number.MAX_SAFE_INTEGER): Check {
  const wanted = most === Number.MAX_SAFE_INTEGER ? `of at least ${least}` : `from ${least} to ${most}`
  return (value, name) =>
    Number.isInteger(value) && Number(value) >= least && Number(value) <= most
      ? []
      : [`${name} is ${shown(value)}: give a whole number ${wanted}`]
}

export const flag: Check = (value, name) =>
  typeof value === 'boolean' ? [] : [`${name} is ${shown(value)}: give true or false`]

export const procedure: Check = (value, name) => (typeof value === 'function' ? [] : [`${name} must be a function`])

export const text: Check = (value, name) =>
  typeof value === 'string' && value !== '' ? [] : [`${name} must be a text which is not empty`]

/** A list whose items pass a check. */
export function list(check: Check, wanted: string): Check {
  return (value, name) =>
    Array.isArray(value)
      ? value.flatMap((item, place) => check(item, `${name}[${place}]`))
      : [`${name} must be a list: ${wanted}`]
}

/** The problems of all fields of an object, those it should not have included. */
export function fieldsProblems(
  value: Record<string, unknown>,
  name: string,
  checks: Readonly<Record<string, Check>>,
): string[] {
  const full = (field: string) => (name === '' ? field : `${name}.${field}`)
  const known = Object.keys(checks)
  const unknown = Object.keys(value).filter((field) => !known.includes(field))
  return [
    ...unknown.map((field) => `${full(field)} is not an option: ${adviceFor(field, known)}`),
    ...Object.entries(checks).flatMap(([field, check]) => check(value[field], full(field))),
  ]
}

function adviceFor(field: string, known: readonly string[]): string {
  const nearest = known.find((name) => distance(name.toLowerCase(), field.toLowerCase()) <= 2)
  return nearest === undefined ? `there are ${known.join(', ')}` : `did you mean ${nearest}?`
}

/** How many letters must be added, taken away or changed to make one word of the other. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, place) => place)
  for (const [done, letter] of [...one].entries()) {
    const next = [done + 1]
    for (let place = 1; place <= other.length; place += 1) {
      const changed = (row[place - 1] ?? 0) + (other[place - 1] === letter ? 0 : 1)
      next.push(Math.min(changed, (row[place] ?? 0) + 1, (next[place - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[other.length] ?? 0
}

/** Numbers and flags only: a text may be a secret in the wrong place. */
function shown(value: unknown): string {
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : `of type ${typeof value}`
}
