import { type Registry, Tool } from '../../../src/core/index.js'

/** The modules which Haystack's own tests may import from. */
const trusted = /^cbmod\.|\.print_streaming_chunk$/
const pathFields = /"(?:streaming_callback|function|async_function)":"([^"]+)"/g

/** A function for each trusted import path in a dict. */
export function registryOf(dict: unknown): Registry {
  const found = [...(JSON.stringify(dict) ?? '').matchAll(pathFields)].map(([, path]) => path ?? '')
  return Object.fromEntries(found.filter((path) => trusted.test(path)).map((path) => [path, () => {}]))
}

/** A function which has an import path, as one which was read from a dict. */
export function functionAt(path: string): () => void {
  const found = () => {}
  const data = { name: 'f', description: '', parameters: { type: 'object' }, function: path }
  Tool.fromDict({ type: 'haystack.tools.tool.Tool', data }, { [path]: found })
  return found
}
