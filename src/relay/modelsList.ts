import { isRecord } from '../core/isRecord.js'
import { Refusal } from './refusal.js'

/** The model list as JSON, a bare array, cut to the allowed models. */
export function modelsList(text: string, models: ReadonlyMap<string, unknown>): string {
  const isAllowed = (row: unknown) => isRecord(row) && typeof row.id === 'string' && models.has(row.id)
  return JSON.stringify(rowsOf(text).filter(isAllowed))
}

/** Together AI sends a bare array; `{ data: [...] }` has been seen elsewhere. */
function rowsOf(text: string): unknown[] {
  const parsed = parse(text)
  const list = isRecord(parsed) ? parsed.data : parsed
  if (!Array.isArray(list)) throw new Refusal(502, 'upstream_protocol', 'Together AI answered with no list of models.')
  return list
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
