import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { englishHelp, type HelpStrings } from '../../src/components/help/strings.js'
import { titlesThatRun } from './titlesThatRun.js'

const root = join(import.meta.dirname, '../..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const page = read('docs/accessibility.md')

interface Link {
  name: string
  path: string
}

interface Point {
  number: number
  text: string
  links: Link[]
}

/** The numbered points of the checklist, each with the tests below it. */
function pointsOf(markdown: string): Point[] {
  const checklist = markdown.split('## The checklist')[1]?.split('\n## ')[0] ?? ''
  const points = checklist.split(/^(?=\d+\. )/m).slice(1)
  return points.map((text) => {
    const links = [...text.matchAll(/^ +- \[(.+)\]\(\.\.\/(.+)\)$/gm)]
    return {
      number: Number.parseInt(text, 10),
      text,
      links: links.map(([, name = '', path = '']) => ({ name, path })),
    }
  })
}

/** Whether a file has a test, a story or a function of this name. Tests which may not run hold nothing. */
function holds({ name, path }: Link): boolean {
  return isIn(read(path), { name, path })
}

function isIn(source: string, { name, path }: Link): boolean {
  if (/\.test\.tsx?$/.test(path)) return titlesThatRun(source, path).has(name)
  const exported = path.endsWith('.stories.tsx')
    ? `export const ${name}: Story\\b`
    : `(?:export )?(?:async )?function ${name}\\b`
  return new RegExp(`^${exported}`, 'm').test(source)
}

/** The rows of the table for a place and its keys in the source, as `[['Shift', 'Enter'], 'helpNewLine']`. */
function rowsOf(place: string, source: string): string[] {
  const words = (name: string) => englishHelp[name as keyof HelpStrings]
  return [...source.matchAll(/\[\[(.+)\], '(help\w+)'\]/g)].map(([, keys = '', meaning = '']) => {
    const names = [...keys.matchAll(/'(.+?)'/g)].map(([, key]) => `<kbd>${key}</kbd>`)
    return `| ${words(place)} | ${names.join(' ')} | ${words(meaning)} |`
  })
}

const points = pointsOf(page)

describe('The page about accessibility', () => {
  it('has the 25 points in their order', () => {
    expect(points.map(({ number }) => number)).toEqual(Array.from({ length: 25 }, (_, place) => place + 1))
  })

  it.each(points)('names tests which are there: point $number', ({ number, text, links }) => {
    expect(links.filter((link) => !holds(link))).toEqual([])
    if (number === 23) expect(text).toContain('comes in a later part')
    else expect(links.length).toBeGreaterThan(0)
  })

  it('has the keys which ? shows, and what they do', () => {
    const [, ...parts] = read('src/components/help/KeyboardHelp.tsx').split(/^ +'(help\w+)',$/m)
    const rows = parts.flatMap((place, at) => (at % 2 === 0 ? rowsOf(place, parts[at + 1] ?? '') : []))
    expect(rows.length).toBeGreaterThan(9)
    expect(page.split('\n')).toEqual(expect.arrayContaining(rows))
  })
})

describe('A link to a test', () => {
  it.each<[Link, boolean]>([
    [{ name: 'has the 25 points in their order', path: 'test/docs/accessibility.test.ts' }, true],
    [{ name: 'has 26 points', path: 'test/components/accessibility/names.test.tsx' }, false],
    [{ name: 'ForcedColors', path: 'stories/Accessibility.stories.tsx' }, true],
    [{ name: 'NoColours', path: 'stories/Accessibility.stories.tsx' }, false],
    [{ name: 'checkOtherLooks', path: '.storybook/preview.tsx' }, true],
  ])('is known to lead somewhere or not: %o', (link, expected) => {
    expect(holds(link)).toBe(expected)
  })

  it.each([
    "it('holds', () => {})",
    "it.each([1, 2])('holds', () => {})",
    "it.each`a\n1`('holds', () => {})",
    "describe('a group', () => {\n  it.only('holds', { timeout: 1 }, () => {})\n})",
    "describe.each([1])('a group', () => describe('holds', () => {}))",
  ])('leads to a test which runs: %j', (source) => {
    expect(isIn(source, { name: 'holds', path: 'a.test.ts' })).toBe(true)
  })

  it.each([
    "it.skip('holds', () => {})",
    "it.todo('holds')",
    "it.fails('holds', () => {})",
    "it.skipIf(isSlow)('holds', () => {})",
    "it.runIf(isFast).each([1])('holds', () => {})",
    "it('holds', { skip: true }, () => {})",
    "describe.skip('a group', () => {\n  it('holds', () => {})\n})",
    "describe.skipIf(isSlow)('a group', () => {\n  describe('another', () => it('holds', () => {}))\n})",
    "// it('holds', () => {})",
    "/*\n  it('holds', () => {})\n*/",
    "const said = render('holds')",
  ])('leads to none which may not: %j', (source) => {
    expect(isIn(source, { name: 'holds', path: 'a.test.ts' })).toBe(false)
  })

  it.each([
    ['// export const Holds: Story = {}', 'a.stories.tsx'],
    ['// function Holds() {}', 'a.tsx'],
  ])('leads to nothing in a comment: %j', (source, path) => {
    expect(isIn(source, { name: 'Holds', path })).toBe(false)
  })
})
