import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { englishHelp, type HelpStrings } from '../../src/components/help/strings.js'
import { holds, type Link } from './testLinks.js'

const root = join(import.meta.dirname, '../..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const page = read('docs/accessibility.md')

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
