/** A word for an error message: `null`, `a list`, `number`, or the text itself when it is short. */
export function kindOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'a list'
  return typeof value === 'string' ? `"${value.slice(0, 40)}"` : typeof value
}
