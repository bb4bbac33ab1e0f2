import { readFileSync, writeFileSync } from 'node:fs'

/** What dist contains of other packages, and where. */
const contained = { marked: 'components/markdown/lexer.js', 'eventsource-parser': 'vendor/eventsource-parser' }

/** Writes their licences into dist: they ask for their text in every copy. */
export function writeLicenses() {
  const parts = Object.entries(contained).map(([name, place]) => {
    const license = readFileSync(new URL(`../node_modules/${name}/LICENSE`, import.meta.url), 'utf8')
    return `## ${name} (${place})\n\n${license}`
  })
  const text = `# Licences of what this folder contains\n\n${parts.join('\n')}`
  writeFileSync(new URL('../dist/THIRD-PARTY-LICENSES.md', import.meta.url), text)
}
