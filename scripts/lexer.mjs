import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import * as marked from 'marked'
import { build } from 'vite'

// Of marked we use what reads the text inside of a block; blocks are read by src/components/markdown/parse, line by
// line as they come. The rest (reading blocks, options, extensions, HTML) is nearly two thirds of marked, and no bundler
// can tell that it is not used: it is methods of the same classes and keys of the same objects. So it is cut out here,
// by the syntax tree. What is left is compared with the whole of marked below, and a marked which is written in another
// way ends the build.

/** @typedef {import('estree').Node & { start: number, end: number }} Node */
/** @typedef {[from: number, to: number, text: string]} Cut */

const folder = new URL('../node_modules/marked/', import.meta.url)

/** Methods of the lexer and of its tokenizer which read blocks, and tags: those have a method of ours in their place. */
const unusedMethods = [
  ...['lex', 'lexInline', 'rules', 'blockTokens', 'inline'],
  ...['space', 'code', 'fences', 'heading', 'hr', 'blockquote', 'list', 'html', 'def', 'table', 'lheading'],
  ...['paragraph', 'text', 'tag'],
]

/**
 * Writes the part of marked's lexer which we use into dist.
 *
 * @param {import('vite').InlineConfig & { build: import('vite').BuildOptions }} config  what all builds share
 * @param {string} input
 * @param {string} output  in dist
 */
export async function buildLexer(config, input, output) {
  const { version } = JSON.parse(readFileSync(new URL('package.json', folder), 'utf8'))
  await build({
    ...config,
    plugins: [{ name: 'inline-lexer-only', transform: inlineLexerOnly, renderChunk: withoutDoubleKeys }],
    build: {
      ...config.build,
      lib: { entry: input, formats: ['es'], fileName: () => output },
      rolldownOptions: {
        output: { banner: `/*! Cut from marked ${version}. MIT License: see dist/THIRD-PARTY-LICENSES.md */` },
      },
    },
  })
  const file = new URL(`../dist/${output}`, import.meta.url)
  const code = readFileSync(file, 'utf8')
  if (/blockTokens|<blockquote|parse\(/.test(code)) throw unknownShape()
  const own = await import(`${file.href}?${Date.now()}`)
  for (const text of samples) assert.deepEqual(tokensOf(own, text), tokensOf(marked, text))
}

/**
 * @param {Pick<typeof marked, 'Lexer' | 'Tokenizer'>} parts
 * @param {string} text
 */
function tokensOf({ Lexer, Tokenizer }, text) {
  const tokenizer = new Tokenizer()
  tokenizer.tag = () => undefined
  const lexer = new Lexer({ gfm: true, tokenizer })
  lexer.tokens.links.ref = { href: 'https://a.example', title: 'T' }
  return lexer.inlineTokens(text)
}

/**
 * @this {{ parse(code: string): unknown }}
 * @param {string} code
 * @param {string} id
 */
function inlineLexerOnly(code, id) {
  if (!id.includes('/node_modules/marked/')) return null
  const parse = (/** @type {string} */ text) => /** @type {import('estree').Program & Node} */ (this.parse(text))
  const [lexer, tokenizer] = ['Lexer', 'Tokenizer'].map((name) => new RegExp(`(\\w+) as ${name}\\b`).exec(code)?.[1])
  if (!lexer || !tokenizer) throw unknownShape()
  const exports = parse(code).body.find(({ type }) => type === 'ExportNamedDeclaration')
  if (!exports) throw unknownShape()
  const own = `${code.slice(0, /** @type {Node} */ (exports).start)}export{${lexer} as Lexer,${tokenizer} as Tokenizer};`
  return { code: withoutUnused(withoutBlocks(own, parse), parse), map: null }
}

/**
 * The bundler writes what an object takes from another one into it, with keys twice, of which other bundlers warn.
 *
 * @this {{ parse(code: string): unknown }}
 * @param {string} code
 */
function withoutDoubleKeys(code) {
  /** @type {Cut[]} */
  const cuts = []
  walk(/** @type {Node} */ (this.parse(code)), (node) => {
    if (node.type !== 'ObjectExpression') return
    const last = new Map(
      node.properties.map((property) => [property.type === 'Property' ? nameOf(property.key) : property, property]),
    )
    if (last.size === node.properties.length) return
    const texts = [...last.values()].map((property) => {
      const { start, end } = /** @type {Node} */ (/** @type {unknown} */ (property))
      return code.slice(start, end)
    })
    cuts.push([node.start, node.end, `{ ${texts.join(', ')} }`])
  })
  return { code: replaced(code, cuts), map: null }
}

/**
 * Takes out the methods and rules for blocks, and the ways to read of options which we never set.
 *
 * @param {string} code
 * @param {(code: string) => import('estree').Program & Node} parse
 */
function withoutBlocks(code, parse) {
  /** @type {Cut[]} */
  const cuts = []
  walk(parse(code), (node) => {
    const text = () => code.slice(node.start, node.end)
    if (node.type === 'MethodDefinition' && unusedMethods.includes(nameOf(node.key)))
      cuts.push([node.start, node.end, ''])
    else if (node.type === 'ConditionalExpression' && /^this\.options\.pedantic\?\(\w+\.block=/.test(text()))
      cuts.push([node.start, node.end, '0'])
    else if (node.type === 'MemberExpression' && text() === 'this.options.pedantic')
      cuts.push([node.start, node.end, '!1'])
    else if (node.type === 'Property' && node.value.type === 'MemberExpression') {
      const { property } = /** @type {{ property: Node }} */ (/** @type {unknown} */ (node.value))
      if (nameOf(node.key) === 'block') cuts.push([node.start, node.end, 'block:0'])
      if (nameOf(node.key) === 'inline') cuts.push([property.start, property.end, 'gfm'])
    }
  })
  return replaced(code, cuts)
}

/**
 * Takes out declarations and keys of objects which nothing names any more, until there are none.
 *
 * @param {string} code
 * @param {(code: string) => import('estree').Program & Node} parse
 * @returns {string}
 */
function withoutUnused(code, parse) {
  const program = parse(code)
  const names = namesIn(program)
  /** @type {Cut[]} */
  const cuts = []
  for (const statement of program.body) cuts.push(...cutsIn(/** @type {Node} */ (statement), names, code))
  return cuts.length === 0 ? code : withoutUnused(replaced(code, cuts), parse)
}

/**
 * @param {Node} statement
 * @param {Names} names
 * @param {string} code
 * @returns {Cut[]}
 */
function cutsIn(statement, { uses, keys }, code) {
  const { start, end } = statement
  const isUsed = (/** @type {import('estree').Pattern} */ id) => (uses.get(nameOf(id)) ?? 0) > 1
  // What a module makes when it is loaded: marked's own parser, and assignments to its functions.
  if (statement.type === 'ExpressionStatement') return [[start, end, '']]
  if (statement.type === 'FunctionDeclaration') return isUsed(statement.id) ? [] : [[start, end, '']]
  if (statement.type !== 'VariableDeclaration') return []
  const used = statement.declarations.filter(({ id }) => isUsed(id))
  const textOf = (/** @type {unknown} */ node) =>
    code.slice(/** @type {Node} */ (node).start, /** @type {Node} */ (node).end)
  if (used.length < statement.declarations.length)
    return [[start, end, used.length === 0 ? '' : `${statement.kind} ${used.map(textOf).join(',')};`]]
  return used.flatMap(({ init }) => {
    if (init?.type !== 'ObjectExpression') return []
    const kept = init.properties.filter((property) => property.type !== 'Property' || keys.has(nameOf(property.key)))
    const object = /** @type {Node} */ (/** @type {unknown} */ (init))
    if (kept.length === init.properties.length) return []
    return [/** @type {Cut} */ ([object.start, object.end, `{${kept.map(textOf).join(',')}}`])]
  })
}

/**
 * @typedef {object} Names
 * @property {Map<string, number>} uses  how often a variable is named, its declaration with it
 * @property {Set<string>} keys  what is read from objects
 */

/**
 * @param {Node} program
 * @returns {Names}
 */
function namesIn(program) {
  const uses = new Map()
  const keys = new Set()
  walk(program, (node, parent) => {
    if (node.type !== 'Identifier') return
    if (parent?.type === 'MemberExpression' && parent.property === node && !parent.computed) keys.add(node.name)
    else if (!(parent?.type === 'Property' && parent.key === node && !parent.shorthand))
      uses.set(node.name, (uses.get(node.name) ?? 0) + 1)
  })
  return { uses, keys }
}

/**
 * @param {Node} node
 * @param {(node: Node, parent: Node | null) => void} visit
 * @param {Node | null} [parent]
 */
function walk(node, visit, parent = null) {
  visit(node, parent)
  for (const value of Object.values(node).flat()) if (typeof value?.type === 'string') walk(value, visit, node)
}

/** @param {{ type: string, name?: string } | null | undefined} node */
function nameOf(node) {
  return node?.name ?? ''
}

/**
 * @param {string} code
 * @param {Cut[]} cuts
 */
function replaced(code, cuts) {
  const outer = cuts.filter((cut) => !cuts.some((other) => other !== cut && other[0] <= cut[0] && cut[1] <= other[1]))
  let text = code
  for (const [from, to, instead] of outer.sort((a, b) => b[0] - a[0]))
    text = text.slice(0, from) + instead + text.slice(to)
  return text
}

function unknownShape() {
  return new Error("marked's lexer cannot be told from the rest of marked any more: look at scripts/lexer.mjs.")
}

const samples = [
  'plain, *em*, **strong**, ***both***, _em_, __strong__, snake_case, 2 * 3 * 4, ~~gone~~ and `code` with ``a ` b``',
  '**a *b* c** *unclosed **and** more* **, * and _x_y_ "quoted *word*" **中文**字 *(a)*b',
  '[link](https://a.example "t") [ref] [text][ref] [text][] ![image *alt*](a.png) [![in](b.png)](<c d> (t)) [no](a b)',
  '<https://a.example/?a=1&b> <me@a.example> https://a.example/x_y_z). www.a.example, me@a.example! ftp://b.example',
  'hard  \nbreak\\\nand soft\nline \\* \\_ \\[ \\` &amp; &#65; <b class="x">html</b> <br> <!-- c --> a < b',
  '[a [b](https://b.example) c](https://c.example) `[x](y)` [`]`](z) *[a*](b) ![[x](y)](z) \\[no](x)',
]
