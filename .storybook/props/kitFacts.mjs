import { fileURLToPath } from 'node:url'
import { readFacts } from './readFacts.mjs'

const id = 'virtual:kit-facts'
const folder = fileURLToPath(new URL('../../src', import.meta.url))

/**
 * Gives the docs pages what the sources say about the components, as the module `virtual:kit-facts`. A change of a
 * docstring shows after a restart.
 *
 * @returns {import('vite').Plugin}
 */
export function kitFacts() {
  return {
    name: 'kit-facts',
    resolveId: (source) => (source === id ? `\0${id}` : null),
    load: (source) =>
      source === `\0${id}` ? `export default ${JSON.stringify(readFacts(folder, 'components'))}` : null,
  }
}
