import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

interface Row {
  /** Folders of src; a file may always import from its own. */
  folders: readonly string[]
  /** Packages or parts of one; `node:` stands for all of Node's modules. */
  packages: readonly string[]
  /** Parts of allowed folders which are closed all the same. */
  except?: readonly string[]
}

/** The arrows of the design. A new folder in src needs a row. */
const arrows: Record<string, Row> = {
  core: { folders: [], packages: ['eventsource-parser', '@cfworker/json-schema'] },
  store: { folders: ['core'], packages: ['zustand/vanilla'] },
  hooks: { folders: ['core', 'store'], packages: ['react', 'zustand', '@tanstack/react-query'] },
  components: {
    folders: ['core', 'store', 'hooks'],
    packages: ['react', 'react-dom', 'marked'],
    except: ['core/http', 'core/stream', 'core/generators'],
  },
  'components/plugins': {
    folders: ['components'],
    packages: ['react', '@lezer', '@codemirror/legacy-modes', '@codemirror/streamparser', 'katex', 'mermaid'],
  },
  relay: { folders: ['core'], packages: [] },
  testing: { folders: ['core'], packages: ['msw'] },
  widget: { folders: ['components', 'hooks'], packages: ['react', 'react-dom'] },
  devtools: { folders: ['core', 'store', 'hooks', 'components'], packages: ['react'] },
  locales: { folders: ['components'], packages: [] },
  node: { folders: [], packages: ['@remix-run/node-fetch-server', 'node:'] },
  vite: { folders: ['core', 'node', 'relay', 'testing'], packages: ['vite', 'node:'] },
  cli: { folders: ['core', 'node', 'relay'], packages: ['node:', 'redis'] },
}

const source = fileURLToPath(new URL('../../src', import.meta.url))
const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file))

describe('the arrows between the folders of src', () => {
  it.each(foldersOf(files))('%s imports only what the design allows', (folder) => {
    const row = arrows[folder]
    if (row === undefined) throw new Error(`src/${folder} has no row in the table of arrows. Add one.`)
    const wrong = files.filter((file) => folderOf(file) === folder).flatMap((file) => wrongImports(file, row))
    expect(wrong).toEqual([])
  })

  it('leave no file outside a folder', () => {
    expect(files.filter((file) => !file.includes(sep))).toEqual([])
  })
})

describe('the relay', () => {
  it('leads to no package at all where it runs, so to nothing of React', () => {
    expect(packagesReachedFrom('relay/index.ts')).toEqual([])
    expect(packagesReachedFrom('hooks/index.ts')).toContain('react')
  })
})

describe('importsOf', () => {
  it('finds every form of import, and none in a comment', () => {
    const code = [
      `import { a } from 'plain'`,
      `import type {\n  B,\n  C,\n} from "type"`,
      `import D, * as E from 'star'`,
      `import 'effect'`,
      `export * from 'all'`,
      `export { type F } from 'some'`,
      `const lazy = () => import('lazy')`,
      `export const text = ' from '`,
      `/**\n * import { x } from 'doc'\n * await import('doc')\n */`,
      `// import('line')`,
    ].join('\n')
    expect(importsOf(code)).toEqual(['plain', 'type', 'star', 'all', 'some', 'effect', 'lazy'])
  })
})

function wrongImports(file: string, row: Row): string[] {
  return importsOf(readFileSync(join(source, file), 'utf8'))
    .filter((specifier) => !isAllowed(file, specifier, row))
    .map((specifier) => `src/${file} imports ${specifier}`)
}

/** What a module and all it imports need of packages, imports of types alone left out. */
function packagesReachedFrom(entry: string): string[] {
  const modules = new Set([entry])
  const packages = new Set<string>()
  for (const module of modules) {
    const code = readFileSync(join(source, module), 'utf8').replace(
      /^(?:import|export) type\s[^'"]*['"][^'"]+['"]/gm,
      '',
    )
    for (const specifier of importsOf(code)) {
      if (specifier.startsWith('.')) modules.add(moduleOf(join(dirname(module), specifier)))
      else packages.add(specifier)
    }
  }
  return [...packages]
}

function moduleOf(path: string): string {
  const [plain, withElements] = ['.ts', '.tsx'].map((ending) => path.replace(/\.js$/, ending))
  return files.find((file) => file === plain || file === withElements) ?? path
}

function isAllowed(file: string, specifier: string, { folders, packages, except = [] }: Row): boolean {
  if (!specifier.startsWith('.')) return packages.some((name) => isWithin(specifier, name))
  const target = relative(source, join(source, dirname(file), specifier)).replaceAll(sep, '/')
  if (except.some((part) => isWithin(target, part))) return false
  return [folderOf(file), ...folders].includes(folderOf(target))
}

function isWithin(path: string, part: string): boolean {
  return path === part || path.startsWith(part.endsWith(':') ? part : `${part}/`)
}

/** A scan, not a parse: our formatter puts every static import at the start of a line. */
function importsOf(code: string): string[] {
  const withoutComments = code.replace(/^\s*(\/?\*|\/\/).*$/gm, '')
  const forms = [
    /^(?:import|export)\s[\w\s{},*$]*?\bfrom\s+['"]([^'"]+)['"]/gm,
    /^import\s+['"]([^'"]+)['"]/gm,
    /\bimport\(\s*['"]([^'"]+)['"]/g,
  ]
  return forms.flatMap((form) => [...withoutComments.matchAll(form)].map(([, specifier = '']) => specifier))
}

function foldersOf(paths: readonly string[]): string[] {
  return [...new Set(paths.filter((path) => path.includes(sep)).map(folderOf))]
}

/** Plug-ins are apart from the kit, which knows none of them. */
function folderOf(path: string): string {
  const parts = path.split(/[\\/]/)
  const isApart = parts[0] === 'components' && parts[1] === 'plugins'
  return parts.slice(0, isApart ? 2 : 1).join('/')
}
