// The examples of the two specifications; where they come from is in test/fixtures/markdown/README.md.
import { readFileSync } from 'node:fs'
import gfm from '../../fixtures/markdown/gfm.json' with { type: 'json' }

export interface Example {
  /** As the specification counts, with the specification: `commonmark 12`, `gfm 198`. */
  id: string
  section: string
  markdown: string
  /** What the specification's own implementation makes of it. */
  html: string
}

const plain = 'p|h[1-6]|a|pre|code|ul|ol|li|blockquote|em|strong|del|table|thead|tbody|tr|th|td'
const withAttributes = [
  '(?:a href|img src)="[^"]*"(?: alt="[^"]*")?(?: title="[^"]*")?(?: /)?',
  'code class="language-[^"]*"',
  'ol start="\\d+"',
  't[hd] align="\\w+"',
  'input(?: checked="")? disabled="" type="checkbox"',
  '[hb]r /',
]
const madeByMarkdown = new RegExp(`<(?:/?(?:${plain})|${withAttributes.join('|')})>`, 'g')

const all: readonly Example[] = [...readSpec(), ...gfm.map((each) => ({ ...each, id: `gfm ${each.number}` }))]

/** Raw HTML comes out as text, by decision: such an example cannot be compared. */
export const excluded: readonly Example[] = all.filter(hasRawHtml)
export const examples: readonly Example[] = all.filter((example) => !hasRawHtml(example))

/** The format is described in the specification's repository: tabs are written as arrows, headings name the section. */
function readSpec(): Example[] {
  const source = readFileSync(new URL(import.meta.resolve('commonmark-spec/spec.txt')), 'utf8')
  const found: Example[] = []
  let section = ''
  const parts = source.matchAll(/^`{32} example\n([\s\S]*?)^\.\n([\s\S]*?)^`{32}$|^#{1,6} +(.*)$/gm)
  for (const [, markdown = '', html = '', heading] of parts) {
    if (heading === undefined) {
      const id = `commonmark ${found.length + 1}`
      found.push({ id, section, markdown: markdown.replaceAll('→', '\t'), html: html.replaceAll('→', '\t') })
    } else section = heading
  }
  return found
}

/** A tag which stands in the HTML as it was written, or which nothing in markdown makes. */
function hasRawHtml({ markdown, html }: Example): boolean {
  return html.replace(madeByMarkdown, (tag) => (markdown.includes(tag) ? tag : '')).includes('<')
}
