import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { marked as whole } from 'marked'
import { build } from 'vite'

const folder = new URL('../node_modules/marked/', import.meta.url)

/**
 * Writes marked's lexer without the rest of marked: its module makes a parser with renderer and options when it is
 * loaded, which keeps bundlers from dropping them. What makes that parser is at the module's end, and is cut off; the
 * bundler then drops what nothing uses. Fails when a new version of marked is written in another way.
 *
 * @param {import('vite').InlineConfig & { build: import('vite').BuildOptions }} config  what all builds share
 * @param {string} input
 * @param {string} output  in dist
 */
export async function buildLexer(config, input, output) {
  const { version } = JSON.parse(readFileSync(new URL('package.json', folder), 'utf8'))
  await build({
    ...config,
    plugins: [{ name: 'lexer-only', transform: lexerOnly }],
    build: {
      ...config.build,
      lib: { entry: input, formats: ['es'], fileName: () => output },
      rolldownOptions: {
        output: { banner: `/*! The lexer of marked ${version}. MIT License: see dist/THIRD-PARTY-LICENSES.md */` },
      },
    },
  })
  writeLicense()
  const file = new URL(`../dist/${output}`, import.meta.url)
  const code = readFileSync(file, 'utf8')
  if (code.includes('Please report this') || code.includes('<blockquote>')) throw unknownShape()
  const { Lexer } = await import(`${file.href}?${Date.now()}`)
  for (const text of samples) assert.deepEqual(Lexer.lex(text), whole.lexer(text))
}

/** The licence asks for its text in every copy. */
function writeLicense() {
  const license = readFileSync(new URL('LICENSE', folder), 'utf8')
  const text = `# Licences of what this folder contains\n\n## marked (components/markdown/lexer.js)\n\n${license}`
  writeFileSync(new URL('../dist/THIRD-PARTY-LICENSES.md', import.meta.url), text)
}

/**
 * @param {string} code
 * @param {string} id
 */
function lexerOnly(code, id) {
  if (!id.includes('/node_modules/marked/')) return null
  const end = code.search(/\bvar \w+=new \w+;function \w+\(\w+,\w+\)\{return \w+\.parse\(/)
  const [lexer, tokenizer] = ['Lexer', 'Tokenizer'].map((name) => new RegExp(`(\\w+) as ${name}\\b`).exec(code)?.[1])
  if (end < 0 || !lexer || !tokenizer) throw unknownShape()
  return { code: `${code.slice(0, end)}export{${lexer} as Lexer,${tokenizer} as Tokenizer};`, map: null }
}

function unknownShape() {
  return new Error("marked's lexer cannot be told from the rest of marked any more: look at scripts/lexer.mjs.")
}

const samples = [
  '- first para\n\n  second para\n- b\n\n1. one\n\n   two\n2. three',
  '- [ ] open\n- [x] done\n  - nested *emphasis* and `code`\n\n> quote\nlazy',
  '| a | b |\n|:-:|--:|\n| 1 | `2` |\n\n~~gone~~ https://a.example <b>x</b>\n\n```js\nlet a = 1\n```',
  '# Title\n\nSetext\n---\n\n[link][ref] ![image](a.png "t") **a *b* c**\n\n[ref]: https://a.example "T"\n\n***\n',
]
