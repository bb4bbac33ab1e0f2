import type { MarkdownFence, MarkdownInlineSyntax } from '../../markdown/plugin.js'

// Each expression stops at the next mark that could begin a formula, so that a text full of marks which nothing answers
// is read once and not once for each of them.

/** `$$` and `\[` at the start of a line, unless they are answered within it and the line goes on. */
export const fences: readonly MarkdownFence[] = [
  { open: /^\$\$(?!\$|.*\$\$[ \t]*[^$\s])/, close: /\$\$[ \t]*$/ },
  { open: /^\\\[(?!.*\\\][ \t]*\S)/, close: /\\\][ \t]*$/ },
]

const display = /^\$\$(?!\$)((?:[^$\\]|\\[\s\S]|\$(?!\$))+)\$\$/
// https://pandoc.org/MANUAL.html#extension-tex_math_dollars; code which begins inside comes first.
const dollars = /^\$(?![\s$])((?:[^$\\`]|\\[\s\S])+)\$(?!\d)/
const round = /^\\\(((?:[^\\]|\\[^()])+)\\\)/
const square = /^\\\[((?:[^\\]|\\[^[\]])+)\\\]/

// What may become one of them: of dollar signs only what looks more like a formula than like money or a variable.
const beginnings: readonly RegExp[] = [
  /^\$\$(?!\$)(?:[^$\\]|\\[\s\S]|\$(?!\$))*\\?$/,
  /^\$(?![\s$])(?:\d+(?=\\)|(?=\D))(?=[^\\^_{]*[\\^_{])(?:[^$\\`]|\\[\s\S])*\\?$/,
  /^\\\((?:[^\\]|\\[^()])*\\?$/,
  /^\\\[(?:[^\\]|\\[^[\]])*\\?$/,
]

/** Formulas inside of text. */
export const inline: MarkdownInlineSyntax = {
  start(text) {
    const places = ['$', '\\(', '\\['].map((mark) => text.indexOf(mark)).filter((place) => place >= 0)
    return places.length === 0 ? undefined : Math.min(...places)
  },
  read(text) {
    const isBlock = text.startsWith('$$') || text.startsWith('\\[')
    const found = (text.startsWith('$') ? (isBlock ? display : dollars) : isBlock ? square : round).exec(text)
    if (!found) return undefined
    const [raw, inside = ''] = found
    const source = inside.trim()
    const isMoney = !isBlock && raw.startsWith('$') && /\s$/.test(inside)
    return source === '' || isMoney ? undefined : { raw, source, isBlock }
  },
  isBeginning: (text) => beginnings.some((beginning) => beginning.test(text)),
}
