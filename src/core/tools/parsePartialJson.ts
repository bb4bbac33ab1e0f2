import { maxJsonDepth, tooDeep } from './parseJson.js'

const maxJsonLength = 16 * 1024 * 1024

/**
 * What can be shown of a JSON text which is still arriving: the longest part of it that is certain, closed. A string is
 * and a number are shown as far as they came, a word once it is complete. Undefined when nothing can be shown, or when the
 * text is no JSON. Linear; throws `limit` above 128 levels and 16 MiB.
 *
 * @example
 * parsePartialJson('{"city":"Par') // { city: 'Par' }
 */
export function parsePartialJson(text: string): unknown {
  const { closers, certain, openString } = scan(text)
  if (openString !== null) return parseFirst([`${openString}"${closers}`])
  const withoutHalfNumber = text.replace(/(\.|[eE][+-]?)$/, '')
  return parseFirst([text + closers, withoutHalfNumber + closers, text.slice(0, certain.end) + certain.closers])
}

interface Scan {
  /** What closes everything that is open, innermost first. */
  closers: string
  /** The last place where the text could end, and what closes it there. */
  certain: { end: number; closers: string }
  /** The text up to the end of an open string value, without a half escape; null when none is open. */
  openString: string | null
}

const halfEscape = /\\(u[0-9a-fA-F]{0,3})?$/

function scan(text: string): Scan {
  if (text.length > maxJsonLength) throw tooDeep()
  const stack: string[] = []
  const closers = () => stack.toReversed().join('')
  let certainEnd = 0
  let certainStack: string[] = []
  let isKey = false
  let stringStart = -1

  function isCertainAt(end: number): void {
    certainEnd = end
    certainStack = [...stack]
  }

  for (let at = 0; at < text.length; at++) {
    const char = text[at] as string
    if (stringStart >= 0) {
      if (char === '\\') at++
      else if (char === '"') stringStart = -1
      continue
    }
    if (char === '"') stringStart = at
    else if (char === '{' || char === '[') {
      if (stack.push(char === '{' ? '}' : ']') > maxJsonDepth) throw tooDeep()
      isKey = char === '{'
      isCertainAt(at + 1)
    } else if (char === '}' || char === ']') {
      if (stack.pop() !== char) return { closers: '', certain: { end: 0, closers: '' }, openString: null }
      isCertainAt(at + 1)
    } else if (char === ',') {
      isCertainAt(at)
      isKey = stack.at(-1) === '}'
    } else if (char === ':') isKey = false
  }
  const openString = stringStart >= 0 && !isKey ? withoutHalfEscape(text) : null
  return { closers: closers(), certain: { end: certainEnd, closers: certainStack.reverse().join('') }, openString }
}

/** A backslash which is itself escaped begins nothing. */
function withoutHalfEscape(text: string): string {
  const [half] = halfEscape.exec(text.slice(-5)) ?? ['']
  let slashes = 0
  while (text[text.length - half.length - slashes - 1] === '\\') slashes++
  return half !== '' && slashes % 2 === 0 ? text.slice(0, text.length - half.length) : text
}

function parseFirst(candidates: readonly string[]): unknown {
  for (const candidate of candidates) {
    try {
      return JSON.parse(candidate)
    } catch {
      // the next one is shorter
    }
  }
  return undefined
}
