import { readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const dist = fileURLToPath(new URL('../../dist/', import.meta.url))

/**
 * The packages which the types of these entries lead to.
 *
 * @param {readonly string[]} entries  paths below dist
 */
export function typeImports(entries) {
  const files = new Set(entries.map((entry) => join(dist, entry)))
  return followImports(files, (path) => path.replace(/\.js$/, '.d.ts')).external
}

/**
 * What the built entries lead to: our modules, and the packages which they import.
 *
 * @param {readonly string[]} entries  paths below dist
 */
export function bundledImports(entries) {
  return followImports(new Set(entries.map((entry) => join(dist, entry))))
}

/**
 * @param {Set<string>} files
 * @param {(path: string) => string} fileOf
 */
function followImports(files, fileOf = (path) => path) {
  /** @type {Set<string>} */
  const external = new Set()
  for (const file of files) {
    for (const [, specifier = ''] of readFileSync(file, 'utf8').matchAll(
      /(?<!['"\w])(?:from|import)\s*\(?["']([^"']+)["']/g,
    )) {
      if (specifier.startsWith('.')) files.add(fileOf(resolve(dirname(file), specifier)))
      else external.add(specifier)
    }
  }
  return { modules: [...files], external: [...external] }
}
