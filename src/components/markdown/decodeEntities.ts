import { cleanText } from './cleanText.js'

// The names which people and models write most. Others are shown as they stand: the whole table of HTML is 30 kB.
const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00A0',
  copy: '©',
  reg: '®',
  trade: '™',
  hellip: '…',
  mdash: '—',
  ndash: '–',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  bull: '•',
  middot: '·',
  times: '×',
  deg: '°',
  euro: '€',
  larr: '←',
  rarr: '→',
  le: '≤',
  ge: '≥',
  ne: '≠',
}
const entity = /&(?:#[xX]([0-9a-fA-F]{1,6})|#(\d{1,7})|(\w{2,8}));/g

/** Text with its character references resolved, and clean again: they can name what `cleanText` took out. */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text
  return cleanText(text.replace(entity, decode))
}

function decode(whole: string, hex?: string, decimal?: string, name?: string): string {
  if (name !== undefined) return Object.hasOwn(named, name) ? (named[name] ?? whole) : whole
  const code = Number.parseInt(hex ?? decimal ?? '', hex === undefined ? 10 : 16)
  const isCharacter = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)
  return isCharacter ? String.fromCodePoint(code) : '\uFFFD'
}
