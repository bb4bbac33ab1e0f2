// Texts as models write them, and as nobody should: every construct, inside of every other, whole and broken off.
import { createRandom, type Random } from './random.js'

export interface DocumentOptions {
  /** About how long, in characters. @default 100 to 900 by chance */
  length?: number | undefined
  /** How often something stands where plain words would, from 0 (a careful model) to 1. @default by chance */
  noise?: number | undefined
}

/** A text from a seed. */
export function documentOf(seed: number, { length, noise }: DocumentOptions = {}): string {
  const random = createRandom(seed)
  const writer: Writer = { ...random, noise: noise ?? random.pick([0, 0.1, 0.5, 1]) }
  const end = length ?? 100 + writer.integer(800)
  const lines: string[] = []
  let size = 0
  while (size < end) {
    const block = blockOf(writer, 0)
    if (!writer.chance(0.15)) block.push(...Array.from({ length: 1 + writer.integer(1.3) }, () => blank(writer)))
    lines.push(...block)
    size += block.join('\n').length
  }
  const text = lines.join(writer.pick(['\n', '\n', '\n', '\n', '\r\n', '\r']))
  return writer.chance(0.3) ? text.slice(0, writer.integer(text.length) + 1) : text
}

interface Writer extends Random {
  noise: number
}

const plainWords = [
  'alpha',
  'beta',
  'gamma',
  'the',
  'of',
  'delta, and',
  'end.',
  'Then',
  'a',
  'word',
  '漢字',
  'مرحبا',
  '🎉',
]

const words = [
  ...['alpha', 'beta', 'the', 'quick_brown_fox', '2 * 3', 'a*b', 'x < y', 'C:\\path', 'snake_case', '50%', 'A & B'],
  ...['&amp;', '&copy;', '&#x41;', '&#65;', '&nosuch;', '&frac12;', '&#xD800;', '\\*', '\\[no\\]', '\\', '\\`'],
  ...['漢字', '中文。', '日本語「と」', 'مرحبا', 'שלום', '🎉', '👩‍👩‍👧', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', 'e\u0301', '\u00A0', 'ﬁ'],
  ...['<b>bold</b>', '<br>', '<!-- note -->', '</div>', '<a href="x">', '<not closed', '<https://auto.example/x?y=1>'],
  ...['https://bare.example/path_(a)?q=1&r=2.', 'www.bare.example/x,', 'someone@mail.example', '[^1]', '[ ]', '[x]'],
  ...['*', '**', '_', '~~', '`', '``', '![', '[', ']', '](', '|', '\t', '#', '>', '1.', '-', '=', '$x^2$', '\\(x\\)'],
]

const labels = ['ref', 'Other Ref', 'späte', 'a*b*', 'no such']

function wordOf(writer: Writer): string {
  return writer.pick(writer.chance(writer.noise) ? words : plainWords)
}

function inlineOf(writer: Writer, depth: number): string {
  const parts = Array.from({ length: 1 + writer.integer(depth === 0 ? 6 : 3) }, () => {
    if (depth > 2 || writer.chance(0.7)) return wordOf(writer)
    return writer.pick(writer.chance(writer.noise) ? openInlines : inlines)(inlineOf(writer, depth + 1), writer)
  })
  return parts.join(writer.chance(writer.noise / 4) ? '' : ' ')
}

const inlines: readonly ((inside: string, writer: Writer) => string)[] = [
  (inside) => `*${inside}*`,
  (inside) => `**${inside}**`,
  (inside) => `***${inside}***`,
  (inside) => `_${inside}_`,
  (inside) => `__${inside}__`,
  (inside) => `~~${inside}~~`,
  (inside) => `\`${inside}\``,
  (inside) => `\`\` ${inside} \`\``,
  (inside, writer) => `[${inside}](https://link.example/${writer.integer(9)})`,
  (inside) => `[${inside}](<https://link.example/a b> "title *x*")`,
  (inside) => `[${inside}](relative/path 'title')`,
  (inside, writer) => `[${inside}][${writer.pick(labels)}]`,
  (_, writer) => `[${writer.pick(labels)}]`,
  (_, writer) => `[${writer.pick(labels)}][]`,
  (inside) => `![${inside}](https://image.example/i.png)`,
  (inside) => `[![${inside}](https://image.example/i.png)](https://link.example)`,
  (inside, writer) => `![${inside}][${writer.pick(labels)}]`,
]

const openInlines: typeof inlines = [
  (inside, writer) => `${writer.pick(['*', '**', '_', '~~', '`', '``', '[', '![', '<'])}${inside}`,
  (inside) => `[${inside}](https://open.example`,
  (inside) => `[${inside}](https://open.example "open`,
  (inside, writer) => `${inside}${writer.pick(['*', '**', '_', '`', ']', ']()', '][', '~'])}`,
]

type BlockMaker = (writer: Writer, depth: number) => string[]

function blockOf(writer: Writer, depth: number): string[] {
  return writer.pick(depth < 3 ? [...leaves, ...containers, ...containers] : leaves)(writer, depth)
}

const leaves: readonly BlockMaker[] = [
  paragraph,
  paragraph,
  paragraph,
  (writer) => [
    `${'#'.repeat(1 + writer.integer(7))}${writer.pick([' ', ' ', '', '\t'])}${inlineOf(writer, 0)}${writer.pick(['', ' #', ' ##'])}`,
  ],
  (writer) => [...paragraph(writer), writer.pick(['===', '---', '-', '=', '  ---  ', '== ='])],
  (writer) => [writer.pick(['---', '***', '* * *', '___', '- - -', '--', '-----'])],
  fence,
  fence,
  (writer) => paragraph(writer).map((line) => `${writer.pick(['    ', '\t', '      '])}${line}`),
  table,
  table,
  (writer) => [
    `[${writer.pick(labels)}]: ${writer.pick(['https://ref.example/x', '<https://ref.example/a b>', '/relative', ''])}${writer.pick(['', ' "title"', " 'ti", ' (t)', ' extra words'])}`,
  ],
  (writer) => [`[${writer.pick(labels)}]:`, 'https://ref.example/two-lines', '"title"'],
  (writer) => [`<div class="x">`, ...paragraph(writer), '</div>'],
  (writer) => ['<!-- a', '', ...paragraph(writer), '-->'],
  (writer) => [`<details><summary>${inlineOf(writer, 1)}</summary>`, '', ...paragraph(writer), '', '</details>'],
  (writer) => ['$$', inlineOf(writer, 1), '$$'],
  (writer) => [`[^1]: ${inlineOf(writer, 1)}`],
  (writer) => [Array.from({ length: 40 }, () => wordOf(writer)).join(' ')],
]

const containers: readonly BlockMaker[] = [quote, list, list]

function paragraph(writer: Writer): string[] {
  return Array.from(
    { length: 1 + writer.integer(3) },
    () => `${writer.pick(['', '', '', ' ', '   '])}${inlineOf(writer, 0)}${writer.pick(['', '', '', '  ', '\\', ' '])}`,
  )
}

function fence(writer: Writer): string[] {
  const mark = writer.pick(['```', '```', '~~~', '````', '``'])
  const open = `${writer.pick(['', '', ' ', '   '])}${mark}${writer.pick(['', 'js', ' python ', 'c++ {1,2}', 'a`b'])}`
  const inside = Array.from({ length: writer.integer(5) }, () =>
    writer.pick([
      'let a = 1',
      '  indented',
      '',
      '```',
      '~~~',
      '- a',
      '> b',
      '# c',
      '\ttab',
      '| a | b |',
      '<b>',
      '[ref]: /x',
    ]),
  )
  return [open, ...inside, ...(writer.chance(0.75) ? [writer.pick([mark, mark, `${mark}\``, ` ${mark} `])] : [])]
}

function table(writer: Writer): string[] {
  const columns = 1 + writer.integer(4)
  const row = (count: number, cell: () => string) => {
    const inside = Array.from({ length: count }, cell).join(writer.pick(['|', ' | ']))
    return writer.chance(0.8) ? `| ${inside} |` : inside
  }
  const cell = () => writer.pick([inlineOf(writer, 1), wordOf(writer), '', '`a \\| b`', 'x<br>y'])
  return [
    row(columns, cell),
    row(writer.chance(0.9) ? columns : columns + 1, () => writer.pick(['---', ':-:', '--:', ':--', '-'])),
    ...Array.from({ length: writer.integer(4) }, () => row(writer.chance(0.8) ? columns : 1 + writer.integer(5), cell)),
  ]
}

function quote(writer: Writer, depth: number): string[] {
  const mark = writer.pick(['> ', '> ', '>', '  > '])
  return inner(writer, depth).map((line, place) => {
    const isLazy = place > 0 && writer.chance(0.12)
    return isLazy ? line : `${mark}${line}`
  })
}

function list(writer: Writer, depth: number): string[] {
  const mark = writer.pick<(place: number) => string>([
    () => '-',
    () => '*',
    () => '+',
    (place) => `${place + 1}.`,
    (place) => `${place + 7})`,
    () => '1.',
  ])
  const task = writer.chance(0.2)
  const isLoose = writer.chance(0.3)
  const gap = writer.pick([' ', ' ', ' ', '  ', '\t', '     '])
  return Array.from({ length: 1 + writer.integer(4) }, (_, place) => item(`${mark(place)}${gap}`)).flat()

  function item(start: string): string[] {
    const indent = ' '.repeat(start.replace('\t', '  ').length)
    const [first = '', ...others] = inner(writer, depth)
    const box = task ? writer.pick(['[ ] ', '[x] ', '[X] ', '[] ', '[x]']) : ''
    const rest = others.map((line) => (line === '' || writer.chance(0.08) ? line : `${indent}${line}`))
    return [`${writer.chance(0.1) ? ' ' : ''}${start}${box}${first}`, ...rest, ...(isLoose ? [blank(writer)] : [])]
  }
}

function inner(writer: Writer, depth: number): string[] {
  const blocks = Array.from({ length: 1 + writer.integer(2.4) }, () => blockOf(writer, depth + 1))
  return blocks.flatMap((block, place) => (place === 0 || writer.chance(0.5) ? block : [blank(writer), ...block]))
}

function blank(writer: Writer): string {
  return writer.pick(['', '', '', '', ' ', '\t'])
}
