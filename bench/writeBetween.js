import { readFileSync, writeFileSync } from 'node:fs'

const end = '<!-- /measured -->'

/**
 * Puts what was measured into a page of docs/, between its two comments.
 *
 * @param {string} name  of the page's file
 * @param {string} command  which its first comment names
 * @param {string} text
 */
export function writeBetween(name, command, text) {
  const file = new URL(`../docs/${name}`, import.meta.url)
  const begin = `<!-- measured: written by ${command} -- --write -->`
  const page = readFileSync(file, 'utf8')
  const before = page.slice(0, page.indexOf(begin) + begin.length)
  writeFileSync(file, [before, text, page.slice(page.indexOf(end))].join('\n\n'))
}
