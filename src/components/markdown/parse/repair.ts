import type { Token, Tokens } from '../lexer.js'
import type { InlineSyntax } from './lexInline.js'
import { openEndOf } from './openEnd.js'

// What is unfinished at the end of a text that grows is shown as what it will most likely become. Emphasis is closed
// with the tokens, not with the text, so that what is finished already is never read another way.

/** Text which will be a link when its address is there; until then it cannot be followed. */
export interface PendingLinkToken {
  readonly type: 'pending'
  readonly raw: string
  readonly tokens: readonly Token[]
}

/** The tokens of a text whose end is open. `lex` reads a part of it. */
export function lexOpen(
  source: string,
  lex: (text: string) => readonly Token[],
  syntaxes: readonly InlineSyntax[] = [],
): readonly Token[] {
  return closeEmphasis(lexEnd(source, lex, syntaxes), 0)
}

function lexEnd(
  source: string,
  lex: (text: string) => readonly Token[],
  syntaxes: readonly InlineSyntax[],
): readonly Token[] {
  const open = openEndOf(source, syntaxes)
  if (!open) return withoutLastAddress(lex(source.replace(halfMark, '')))
  const before = lex(source.slice(0, open.start))
  if (open.type === 'code') return open.inside === '' ? before : [...before, leaf('codespan', open.inside)]
  if (open.type === 'plugin') return [...before, leaf('escape', open.text)]
  if (open.label === '') return before
  const inside = lexOpen(open.label, lex, syntaxes)
  return open.type === 'image' ? [...before, ...inside] : [...before, pending(open.label, inside)]
}

// The start of emphasis, of an escape, of an entity, of an image: nothing yet.
const halfMark = /(?:(?<![\\*_~])[*_~]+|\\|&#?\w{0,8}|(?<!\S)!)$/

function leaf(type: 'codespan' | 'escape' | 'text', text: string): Token {
  return { type, raw: text, text }
}

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

// Between Latin letters and digits stars are products and powers; between others, as in Chinese, they are emphasis.
// One tilde mostly means about.
const opener = /(?:(?<![A-Za-z0-9*_~])(?:\*{1,3}|~~)|(?<![\p{L}\p{N}*_~])_{1,3})(?=[^\s*_~]|$)/u

// More in each other are shown as they are written.
const deepest = 8

/**
 * What stands behind marks which nothing closes is emphasised to the end. Where the same marks stand behind a word and
 * close nothing all the same, as in `**a:**b`, they never will.
 */
function closeEmphasis(tokens: readonly Token[], depth: number): readonly Token[] {
  for (const [place, token] of tokens.entries()) {
    const found = token.type === 'text' && depth < deepest ? opener.exec(token.raw) : null
    if (!found) continue
    const mark = found[0]
    const inside = [leaf('text', token.raw.slice(found.index + mark.length)), ...tokens.slice(place + 1)].filter(
      isThere,
    )
    const closer = new RegExp(`[^\\s*_~]${mark.replaceAll('*', '\\*')}(?![*_~])`)
    if (inside.some(({ type, raw }) => type === 'text' && closer.test(raw))) return tokens
    const before = [...tokens.slice(0, place), leaf('text', token.raw.slice(0, found.index))].filter(isThere)
    return inside.length === 0 ? before : [...before, emphasis(mark, closeEmphasis(inside, depth + 1))]
  }
  return tokens
}

function isThere({ raw }: Token): boolean {
  return raw !== ''
}

function emphasis(mark: string, tokens: readonly Token[]): Token {
  const raw = tokens.map((token) => token.raw).join('')
  if (mark === '***' || mark === '___') return { type: 'em', raw, tokens: [emphasis('**', tokens)] }
  return { type: mark === '~~' ? 'del' : mark.length === 2 ? 'strong' : 'em', raw, tokens: [...tokens] }
}
