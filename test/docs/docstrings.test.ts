import { readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import packageJson from '../../package.json' with { type: 'json' }

const root = join(import.meta.dirname, '../..')
/** The sources behind the exports map, but for those which name nothing. */
const entries = Object.entries(packageJson.exports).flatMap(([name, target]) =>
  typeof target === 'object' && target.default.endsWith('/index.js')
    ? [[name, target.default.replace('./dist/', 'src/').replace('.js', '.ts')] as const]
    : [],
)

describe('every public name has its docstring', () => {
  it.each(entries)('of %s', (_, index) => {
    const names = publicNames(join(root, index))
    expect(names.length).toBeGreaterThan(0)
    expect(names.filter(({ file, name }) => !isDocumented(file, name)).map(({ name }) => name)).toEqual([])
  })

  it('is looked for where a name is declared', () => {
    expect(isDocumentedIn('/** What. */\nexport function a() {}', 'a')).toBe(true)
    expect(isDocumentedIn('/** What. */\nexport interface B {}\n\nexport function a() {}', 'a')).toBe(false)
    expect(isDocumentedIn('/**\n * What.\n */\nexport class A<\n  T,\n> {}', 'A')).toBe(true)
    expect(isDocumentedIn('export const a = 1', 'a')).toBe(false)
    expect(isDocumentedIn('const a = 1', 'a')).toBe(false)
  })
})

interface PublicName {
  file: string
  name: string
}

/** The names which an index gives on, each with the file which declares it. */
function publicNames(index: string): PublicName[] {
  const text = readFileSync(index, 'utf8')
  const named = [...text.matchAll(/export (?:type )?\{([^}]*)\} from '([^']+)'/g)].flatMap(([, list = '', from = '']) =>
    list
      .split(',')
      .map(
        (each) =>
          each
            .trim()
            .replace(/^type /, '')
            .split(' as ')[0] ?? '',
      )
      .filter((name) => name !== '')
      .map((name) => ({ name, file: fileOf(index, from) })),
  )
  const spaces = [...text.matchAll(/export \* as \w+ from '([^']+)'/g)].map(([, from = '']) => fileOf(index, from))
  return [
    ...named.flatMap(({ name, file }) => (file.endsWith('index.ts') ? [] : [{ name, file }])),
    ...spaces.flatMap(publicNames),
  ]
}

function fileOf(index: string, specifier: string): string {
  const path = resolve(dirname(index), specifier)
  return [path.replace(/\.js$/, '.ts'), path.replace(/\.js$/, '.tsx')].find((file) => exists(file)) ?? path
}

function exists(file: string): boolean {
  try {
    readFileSync(file)
    return true
  } catch {
    return false
  }
}

function isDocumented(file: string, name: string): boolean {
  return isDocumentedIn(readFileSync(file, 'utf8'), name)
}

function isDocumentedIn(text: string, name: string): boolean {
  const declaration = new RegExp(
    `(^|\\n)([^\\n]*)\\n(?:// [^\\n]*\\n)*export (?:declare |abstract |async )*(?:class|function\\*?|const|interface|type) ${name}\\b`,
  )
  return declaration.exec(`\n${text}`)?.[2]?.trimEnd().endsWith('*/') ?? false
}
