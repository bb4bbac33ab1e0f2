import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { titlesThatRun } from './titlesThatRun.js'

/** A test, a story or a function which a page names. */
export interface Link {
  name: string
  path: string
}

const root = join(import.meta.dirname, '../..')

/** Whether a file has a test, a story or a function of this name. Tests which may not run hold nothing. */
export function holds({ name, path }: Link): boolean {
  const file = join(root, path)
  return existsSync(file) && isIn(readFileSync(file, 'utf8'), { name, path })
}

/** The same of a file's source. */
export function isIn(source: string, { name, path }: Link): boolean {
  if (/\.test\.tsx?$/.test(path)) return titlesThatRun(source, path).has(name)
  const exported = path.endsWith('.stories.tsx')
    ? `export const ${name}: Story\\b`
    : `(?:export )?(?:async )?function ${name}\\b`
  return new RegExp(`^${exported}`, 'm').test(source)
}
