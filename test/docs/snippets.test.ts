import { execFile } from 'node:child_process'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, it } from 'vitest'
import packageJson from '../../package.json' with { type: 'json' }

const root = join(import.meta.dirname, '../..')
const folder = join(root, 'node_modules/.cache/snippets')

/** The TypeScript blocks of our pages, each as a file of its own. */
async function writeSnippets(): Promise<string[]> {
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  const docs = await readdir(join(root, 'docs')).catch(() => [])
  const pages = ['README.md', ...docs.filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`)]
  const files: string[] = []
  for (const page of pages) {
    const text = await readFile(join(root, page), 'utf8')
    for (const [, language, code] of text.matchAll(/^```(tsx?)\n(.*?)^```$/gms)) {
      const name = `${page.replace(/\W+/g, '-')}-${files.length}.${language}`
      await writeFile(join(folder, name), `${code}\nexport {}\n`)
      files.push(name)
    }
  }
  return files
}

/** Compiles them against the sources, by the names which the package exports. */
async function compile(): Promise<string> {
  const names = Object.keys(packageJson.exports).filter(isModule)
  const paths = Object.fromEntries(names.map((name) => [name.replace('.', 'together-react'), [sourceOf(name)]]))
  const config = {
    extends: join(root, 'tsconfig.json'),
    compilerOptions: { noUnusedLocals: false, paths, rootDir: root },
    include: [folder],
  }
  await writeFile(join(folder, 'styles.d.ts'), "declare module 'together-react/styles.css'\n")
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(config))
  const run = promisify(execFile)(join(root, 'node_modules/.bin/tsc'), ['-p', folder], { cwd: root })
  return run.then(
    () => '',
    ({ stdout }: { stdout: string }) => stdout,
  )
}

function isModule(name: string): name is keyof typeof packageJson.exports {
  return !/\.(css|json)$/.test(name)
}

function sourceOf(name: keyof typeof packageJson.exports): string {
  const target = packageJson.exports[name]
  const path = typeof target === 'object' ? target.default : target
  return join(root, path.replace('./dist/', 'src/').replace('.js', '.ts'))
}

describe('the code in our pages', () => {
  let files: string[] = []
  beforeAll(async () => {
    files = await writeSnippets()
  })

  it('compiles', { timeout: 60_000 }, async () => {
    expect(files.length).toBeGreaterThan(4)
    expect(await compile()).toBe('')
  })

  it('names the two commands in the README', async () => {
    const text = await readFile(join(root, 'README.md'), 'utf8')
    expect([text.includes('npm ci && npm start'), text.includes('npm ci && npm test')]).toEqual([true, true])
  })
})
