import { loadPart } from '../core/loadPart.js'
import { parseJson } from '../core/tools/parseJson.js'

type Structured = typeof import('./structured.js')

let loaded: Structured | null = null

/** The part which knows schemas and unfinished JSON. Throws as `loadPart` does. */
export async function loadStructured(): Promise<Structured> {
  loaded ??= await loadPart(() => import('./structured.js'))
  return loaded
}

/** What a reply says so far: all of it where it is whole, else what can be shown; undefined when that is nothing. */
export function readJson(text: string): unknown {
  try {
    return parseJson(text)
  } catch {
    return loaded?.parsePartialJson(text)
  }
}
