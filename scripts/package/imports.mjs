import { readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const dist = fileURLToPath(new URL('../../dist/', import.meta.url))

/**
 * What the built entries lead to: our modules, and the packages which they import.
 *
 * @param {readonly string[]} entries  paths below dist
 */
export function bundledImports(entries) {
  const files = new Set(entries.map((entry) => join(dist, entry)))
  const external = new Set()
  for (const file of files) {
    for (const [, specifier = ''] of readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*\(?["']([^"']+)["']/g)) {
      if (specifier.startsWith('.')) files.add(resolve(dirname(file), specifier))
      else external.add(specifier)
    }
  }
  return { modules: [...files], external: [...external] }
}
