import { Lexer, type MarkedToken, type Token, Tokenizer, type Tokens } from '../lexer.js'
import { type Definitions, keyOf, labelsIn } from './definitions.js'
import type { PendingLinkToken } from './repair.js'

/** A syntax of a plug-in inside of text. */
export interface InlineSyntax {
  readonly name: string
  /** Where in a text it may begin next; undefined when nowhere. */
  start(text: string): number | undefined
  /** What stands at the start of a text. */
  read(text: string): { readonly raw: string; readonly source: string; readonly isBlock?: boolean } | undefined
  /** Whether all of a text may be the beginning of one. */
  isBeginning?(text: string): boolean
}

/** What a plug-in found. */
export interface PluginToken {
  readonly type: 'plugin'
  readonly raw: string
  readonly name: string
  readonly source: string
  readonly isBlock: boolean
}

export type InlineToken = MarkedToken | PluginToken | PendingLinkToken

// More marks of emphasis in one text are shown as they stand: marked looks from each of them to the end.
const mostMarks = 400
// Deeper emphasis and links are shown flat: marked, React and the browser all recurse.
const deepest = 16

/** The tokens of a text inside of a block. A text which cannot be read is a text: nothing is thrown. */
export function lexInline(
  source: string,
  definitions: Definitions,
  syntaxes: readonly InlineSyntax[] = [],
): readonly MarkedToken[] {
  if (!mayHaveMarks.test(source) && syntaxes.every(({ start }) => start(source) === undefined)) return textOf(source)
  const lexer = createLexer(syntaxes)
  for (const label of labelsIn(source)) {
    const definition = definitions.find(label)
    if (definition) lexer.tokens.links[keyOf(label)] = definition as Link
  }
  try {
    return lexer.inlineTokens(source) as readonly Token[] as readonly MarkedToken[]
  } catch {
    return textOf(source)
  }
}

// Most texts of most replies have none.
const mayHaveMarks = /[\\`*_[\]<~@]| \n|:\/\/|www\.|(?:mailto|xmpp):/i

function textOf(source: string): readonly MarkedToken[] {
  return [{ type: 'text', raw: source, text: source, escaped: false }]
}

type Link = Lexer['tokens']['links'][string]

const readInline: Lexer['inlineTokens'] = Lexer.prototype.inlineTokens

/** marked's lexer with a floor. */
function createLexer(syntaxes: readonly InlineSyntax[]): Lexer {
  const tokenizer = new Tokenizer<string, string>()
  tokenizer.tag = readLineBreak
  const options = { gfm: true, tokenizer, extensions: extensionsOf(syntaxes) }
  const lexer: Lexer = new Lexer<string, string>(options)
  let depth = 0
  lexer.inlineTokens = (source: string, tokens: Token[] = []) => {
    if (depth >= deepest || isTooDense(source)) {
      tokens.push({ type: 'text', raw: source, text: source })
      return tokens
    }
    depth += 1
    try {
      return readInline.call(lexer, source, tokens)
    } finally {
      depth -= 1
    }
  }
  return lexer
}

/** The one tag that is more than its text: models write it into table cells, where markdown has no line break. */
function readLineBreak(source: string): Tokens.Tag | undefined {
  const raw = /^<br ?\/?>/i.exec(source)?.[0]
  if (raw === undefined) return undefined
  return { type: 'html', raw, text: raw, block: false, inLink: false, inRawBlock: false }
}

type Extensions = NonNullable<NonNullable<ConstructorParameters<typeof Lexer<string, string>>[0]>['extensions']>

function extensionsOf(syntaxes: readonly InlineSyntax[]): Extensions | null {
  if (syntaxes.length === 0) return null
  return {
    renderers: {},
    childTokens: {},
    inline: syntaxes.map((syntax) => (text: string) => tokenOf(syntax, text)),
    startInline: syntaxes.map(
      (syntax) =>
        function start(text: string) {
          return syntax.start(text)
        },
    ),
  }
}

function tokenOf({ name, read }: InlineSyntax, text: string): PluginToken | undefined {
  const found = read(text)
  return found && { type: 'plugin', name, raw: found.raw, source: found.source, isBlock: found.isBlock ?? false }
}

function isTooDense(source: string): boolean {
  return (source.match(/[*_~]+/g) ?? []).length > mostMarks
}
