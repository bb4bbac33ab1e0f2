import type { InlineSyntax } from './lexInline.js'

/** What is begun and not ended in a text. */
export type OpenEnd =
  | { readonly type: 'code'; readonly start: number; readonly inside: string }
  | { readonly type: 'link' | 'image'; readonly start: number; readonly label: string }
  | { readonly type: 'plugin'; readonly start: number; readonly text: string }

interface Bracket {
  /** Of the exclamation mark, where there is one. */
  readonly start: number
  readonly isImage: boolean
  /** Of the label. */
  readonly from: number
}

const longestLabel = 400
const longestAddress = 4096

/** Finds the outermost link, image, code or part of a plug-in which a text leaves open. Linear. */
export function openEndOf(source: string, syntaxes: readonly InlineSyntax[] = []): OpenEnd | null {
  const brackets: Bracket[] = []
  let next = nextOf(source, 0, syntaxes)
  for (let at = 0; at < source.length; at += 1) {
    if (next < at) next = nextOf(source, at, syntaxes)
    const own = next === at ? readOwn(source.slice(at), syntaxes) : null
    const character = source[at]
    if (own === 'open') {
      return openLabel(source, brackets) ?? { type: 'plugin', start: at, text: source.slice(at) }
    } else if (own !== null) {
      at += own - 1
    } else if (character === '\\') {
      at += 1
    } else if (character === '`') {
      const end = endOfCode(source, at)
      if (end === null) return openLabel(source, brackets) ?? openCode(source, at)
      at = end - 1
    } else if (character === '[') {
      const isImage = source[at - 1] === '!' && source[at - 2] !== '\\'
      brackets.push({ start: isImage ? at - 1 : at, isImage, from: at + 1 })
    } else if (character === ']') {
      const bracket = brackets.pop()
      const end = bracket && endOfAddress(source, at + 1)
      if (bracket && end === null) return openLabel(source, brackets) ?? openLink(source, bracket, at)
      at = (end ?? at + 1) - 1
    } else if (character === '<' && openAutolink.test(source.slice(at, at + longestLabel))) {
      // Without a colon it may be a tag as well: nothing yet.
      const label = source.includes(':', at) ? source.slice(at + 1) : ''
      return openLabel(source, brackets) ?? { type: 'link', start: at, label }
    }
  }
  return openLabel(source, brackets)
}

/** Where a syntax of a plug-in may begin next. */
function nextOf(source: string, from: number, syntaxes: readonly InlineSyntax[]): number {
  if (syntaxes.length === 0) return Number.POSITIVE_INFINITY
  const rest = source.slice(from)
  return from + Math.min(...syntaxes.map(({ start }) => start(rest) ?? Number.POSITIVE_INFINITY))
}

/** How long what stands at the start of a text is. */
function readOwn(text: string, syntaxes: readonly InlineSyntax[]): number | 'open' | null {
  for (const { read, isBeginning } of syntaxes) {
    const found = read(text)
    if (found) return found.raw.length
    if (isBeginning?.(text)) return 'open'
  }
  return null
}

const openAutolink = /^<(?:[a-zA-Z][\w+.-]{0,31}(?::[^\s<>]*)?)?$/

/** Behind the run of backticks which answers the one at `start`; null when there is none. */
function endOfCode(source: string, start: number): number | null {
  const mark = /^`+/.exec(source.slice(start))?.[0] ?? ''
  for (const { 0: run, index } of source.slice(start + mark.length).matchAll(/`+/g))
    if (run === mark) return start + mark.length + index + run.length
  return null
}

function openCode(source: string, start: number): OpenEnd {
  const inside = source.slice(start).replace(/^`+/, '')
  // At the end, what may be half of the marks which close it, or of an escaped bar in a table.
  let end = inside.length
  while (end > 0 && '`\\'.includes(inside.charAt(end - 1))) end -= 1
  return { type: 'code', start, inside: inside.slice(0, end).trim() }
}

// A whole address in parentheses, with a title; or the name of one.
const title = String.raw`(?:\s+(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\((?:[^()\\]|\\.)*\)))?`
const address = new RegExp(
  String.raw`^(?:\(\s*(?:<[^<>\n]*>|(?:[^\s()<]|\([^\s()]*\))(?:[^\s()]|\([^\s()]*\))*)?${title}\s*\)|\[[^[\]]*\])`,
)
// The start of such an address, up to the end of the text.
const openAddress =
  /^(?:\(\s*(?:<[^<>\n]*>?|(?:[^\s()<]|\([^\s()]*\)?)(?:[^\s()]|\([^\s()]*\)?)*)?(?:\s+(?:"[^"]*"?|'[^']*'?|\([^()]*\)?)?)?\s*|\[[^[\]]*)$/

/** Behind the address which follows a label, or behind the label where there is none; null when it is not whole. */
function endOfAddress(source: string, from: number): number | null {
  // White space without an end is in no address, and would be looked at again and again.
  const rest = source.slice(from, from + longestAddress)
  if (/\s{64}/.test(rest)) return from
  const whole = address.exec(rest)?.[0]
  if (whole !== undefined) return from + whole.length
  return rest === '' || openAddress.test(rest) ? null : from
}

function openLink(source: string, { start, isImage, from }: Bracket, end: number): OpenEnd | null {
  const label = source.slice(from, end)
  return isLabel(source, start, label) ? { type: isImage ? 'image' : 'link', start, label } : null
}

function openLabel(source: string, brackets: readonly Bracket[]): OpenEnd | null {
  for (const { start, isImage, from } of brackets) {
    const label = source.slice(from)
    if (isLabel(source, start, label)) return { type: isImage ? 'image' : 'link', start, label }
  }
  return null
}

/** Numbers in brackets are references to sources, brackets behind a word are an index. */
function isLabel(source: string, start: number, label: string): boolean {
  if (label.length > longestLabel || /^(?:\d[\d,;\s–-]*$|\^)/.test(label)) return false
  return !/[A-Za-z0-9\]]/.test(source[start - 1] ?? '')
}
