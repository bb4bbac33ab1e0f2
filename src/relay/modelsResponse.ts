import { jsonResponse, Refusal } from './refusal.js'

/** The model list as a bare array, cut to the allowed models. */
export function modelsResponse(text: string, allowedModels: readonly string[]): Response {
  const rows = rowsOf(text).filter((row) => allowedModels.includes(row.id))
  return jsonResponse(JSON.stringify(rows))
}

/** Together AI sends a bare array; `{ data: [...] }` has been seen elsewhere. */
function rowsOf(text: string): { id: string }[] {
  const parsed = parse(text)
  const list = Array.isArray(parsed) ? parsed : parsed?.data
  if (!Array.isArray(list)) throw new Refusal(502, 'upstream_protocol', 'Together AI answered with no list of models.')
  return list.filter((row) => typeof row?.id === 'string')
}

function parse(text: string): { data?: unknown } | unknown[] | null {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
