import type { Token, Tokens } from '../lexer.js'

// What is unfinished at the end of a text that grows is shown as what it will most likely become. This is done with the
// tokens, not with the text, so that what is finished already is never read another way.

/** Text which will be a link when its address is there; until then it cannot be followed. */
export interface PendingLinkToken {
  readonly type: 'pending'
  readonly raw: string
  readonly tokens: readonly Token[]
}

/** The tokens of a text whose end is open. `lex` reads a part of it. */
export function lexOpen(source: string, lex: (text: string) => readonly Token[]): readonly Token[] {
  return closeEmphasis(lexEnd(source, lex))
}

function lexEnd(source: string, lex: (text: string) => readonly Token[]): readonly Token[] {
  const code = openCodeIn(source)
  if (code) return [...lex(code.before), ...(code.inside === '' ? [] : [codeToken(code.inside)])]
  const link = openLink.exec(source)
  if (link) {
    const { label = '' } = link.groups ?? {}
    const before = lex(source.slice(0, link.index))
    const inside = label === '' ? [] : lexEnd(label, lex)
    return link[0].startsWith('!') ? [...before, ...inside] : [...before, pending(label, inside)]
  }
  return withoutLastAddress(lex(source.replace(halfMark, '')))
}

interface OpenCodeSpan {
  readonly before: string
  readonly inside: string
}

/** The first run of backticks which no equal run answers. */
function openCodeIn(source: string): OpenCodeSpan | null {
  const runs = [...source.matchAll(/\\[^`]|\\(?=`)|`+/g)].filter(({ 0: mark }) => mark.startsWith('`'))
  for (let place = 0; place < runs.length; place += 1) {
    const { 0: mark, index } = runs[place] as RegExpExecArray
    if (source[index - 1] === '\\' && mark.length === 1) continue
    const closing = runs.findIndex((other, at) => at > place && other[0] === mark)
    if (closing < 0) return { before: source.slice(0, index), inside: source.slice(index + mark.length).trim() }
    place = closing
  }
  return null
}

function codeToken(text: string): Tokens.Codespan {
  return { type: 'codespan', raw: text, text }
}

// `[label`, `[label]`, `[label](address`, `[label][other`, the same with an image, and `<https://…`. A number in brackets
// is a reference to a source, brackets behind a word are an index.
const label = String.raw`(?<label>(?:[^\\[\]\n]|\\.|\[(?:[^\\[\]]|\\.)*\]){0,400})`
const openLink = new RegExp(
  String.raw`(?<![\w\]\\])(?:!?\[(?!\d+(?:\]|$)|\^)${label}(?:\]?|\]\((?:[^()\s]|\([^()\s]*\))*(?:\s+(?:"[^"]*"?|'[^']*'?|\([^()]*\)?)?)?|\]\[[^[\]]*)|<(?:[a-zA-Z][\w+.-]*(?::[^\s<>]*)?)?)$`,
)
// The start of emphasis, of an escape, of an entity: nothing yet.
const halfMark = /(?:[*_~]+|\\|&#?\w{0,8}|(?<!\S)!)$/

function pending(raw: string, tokens: readonly Token[]): Token {
  return { type: 'pending', raw, tokens } satisfies PendingLinkToken as unknown as Token
}

/** A bare address at the very end may not be whole, with the marks behind it: they may belong to it. */
function withoutLastAddress(tokens: readonly Token[]): readonly Token[] {
  const place = tokens.findLastIndex(({ type }) => type === 'link')
  const last = tokens[place] as Tokens.Link | undefined
  if (last?.raw !== last?.text || tokens.slice(place + 1).some(({ raw }) => /\s/.test(raw))) return tokens
  return tokens.map((token, at) => (at === place ? pending(token.raw, last?.tokens ?? []) : token))
}

const opener = /(?<![\p{L}\p{N}*_~])(\*{1,3}|_{1,3}|~{1,2})(?=[^\s*_~]|$)/u

/** What stands behind marks which nothing closes is emphasised to the end. */
function closeEmphasis(tokens: readonly Token[]): readonly Token[] {
  for (const [place, token] of tokens.entries()) {
    if (token.type !== 'text' || (token as Tokens.Text).escaped) continue
    const found = opener.exec(token.raw)
    if (!found) continue
    const mark = found[0]
    const before = textToken(token.raw.slice(0, found.index))
    const after = textToken(token.raw.slice(found.index + mark.length))
    const inside = [after, ...tokens.slice(place + 1)].filter(({ raw }) => raw !== '')
    const head = [...tokens.slice(0, place), before].filter(({ raw }) => raw !== '')
    return inside.length === 0 ? head : [...head, emphasis(mark, closeEmphasis(inside))]
  }
  return tokens
}

function textToken(text: string): Token {
  return { type: 'text', raw: text, text }
}

function emphasis(mark: string, tokens: readonly Token[]): Token {
  const raw = mark + tokens.map((token) => token.raw).join('')
  const text = raw.slice(mark.length)
  if (mark.startsWith('~')) return { type: 'del', raw, text, tokens: [...tokens] }
  const inner: Token[] =
    mark.length === 3 ? [{ type: 'strong', raw: raw.slice(1), text, tokens: [...tokens] }] : [...tokens]
  return { type: mark.length === 2 ? 'strong' : 'em', raw, text, tokens: inner }
}
