import { Lexer, type MarkedToken, type Token, Tokenizer } from './lexer.js'

/** Addresses of `[text][name]` links. */
export type Definitions = Lexer['tokens']['links']

/** A text cut into its blocks, each as its source, with the source of its link definitions. */
export interface MarkdownSource {
  readonly blocks: readonly string[]
  readonly definitions: string
}

// More marks of emphasis in one paragraph are shown as they stand: marked looks from each of them to the end.
const mostMarks = 400
// Deeper lists, quotes and emphasis are shown flat: marked, React and the browser all recurse.
const deepest = 16

/** Cuts a text into blocks, without reading what is inside of them. */
export function splitBlocks(text: string): MarkdownSource {
  const tokens = blockTokens(createLexer(), text)
  if (tokens === null) return { blocks: [text], definitions: '' }
  const isDefinition = ({ type }: Token) => type === 'def'
  return {
    blocks: tokens.filter((token) => token.type !== 'space' && !isDefinition(token)).map(({ raw }) => raw),
    definitions: tokens
      .filter(isDefinition)
      .map(({ raw }) => raw)
      .join('\n'),
  }
}

export function readDefinitions(source: string): Definitions {
  const lexer = createLexer()
  blockTokens(lexer, source)
  return lexer.tokens.links
}

/** The tokens of one block. A text which cannot be read is a text: nothing is thrown. */
export function lexBlock(source: string, definitions: Definitions): readonly MarkedToken[] {
  const lexer = createLexer()
  lexer.tokens.links = definitions
  try {
    return lexer.lex(source) as readonly Token[] as readonly MarkedToken[]
  } catch {
    return [{ type: 'text', raw: source, text: source }]
  }
}

function blockTokens(lexer: Lexer, text: string): Token[] | null {
  try {
    return lexer.blockTokens(text.replace(/\r\n?/g, '\n'), lexer.tokens)
  } catch {
    return null
  }
}

const readBlocks: (this: Lexer, source: string, tokens: Token[], last?: boolean) => Token[] =
  Lexer.prototype.blockTokens
const readQuote: Tokenizer['blockquote'] = Tokenizer.prototype.blockquote
const readInline: Lexer['inlineTokens'] = Lexer.prototype.inlineTokens

/** marked's lexer without HTML blocks (their words are text like any other), and with a floor. */
function createLexer(): Lexer {
  const tokenizer = new Tokenizer()
  tokenizer.html = () => undefined
  const lexer = new Lexer({ gfm: true, tokenizer })
  let depth = 0

  function deeper<T>(read: () => T): T {
    depth += 1
    try {
      return read()
    } finally {
      depth -= 1
    }
  }

  tokenizer.blockquote = (source) => {
    if (depth < deepest) return deeper(() => readQuote.call(tokenizer, source))
    const raw = tokenizer.rules.block.blockquote.exec(source)?.[0]
    if (!raw) return undefined
    const paragraph: Token = { type: 'paragraph', raw, text: raw, tokens: lexer.inline(raw) }
    return { type: 'blockquote', raw, text: raw, tokens: [paragraph] }
  }
  lexer.blockTokens = ((source: string, tokens: Token[] = [], last?: boolean) => {
    if (depth < deepest) return deeper(() => readBlocks.call(lexer, source, tokens, last))
    tokens.push({ type: 'paragraph', raw: source, text: source, tokens: lexer.inline(source) })
    return tokens
  }) as Lexer['blockTokens']
  lexer.inlineTokens = (source: string, tokens: Token[] = []) => {
    if (depth < deepest && !isTooDense(source)) return deeper(() => readInline.call(lexer, source, tokens))
    tokens.push({ type: 'text', raw: source, text: source })
    return tokens
  }
  return lexer
}

function isTooDense(source: string): boolean {
  if (source.length < mostMarks) return false
  let count = 0
  for (const _ of source.matchAll(/[*_~]+/g)) {
    count += 1
    if (count > mostMarks) return true
  }
  return false
}
