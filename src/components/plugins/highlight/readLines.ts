import type { StringStream } from '@codemirror/streamparser'
import type { HighlightedCode } from '../../markdown/plugin.js'
import { createLines, type Lines } from './createLines.js'
import type { LineGrammar } from './grammars.js'

// The styles which the modes give, by the kind which they are shown as; those of old modes have names of their own.
const kinds: Readonly<Record<string, string>> = {
  keyword: 'keyword',
  controlKeyword: 'keyword',
  definitionKeyword: 'keyword',
  moduleKeyword: 'keyword',
  operatorKeyword: 'keyword',
  modifier: 'attribute',
  qualifier: 'attribute',
  string: 'string',
  quote: 'string',
  regexp: 'string',
  character: 'string',
  number: 'number',
  unit: 'number',
  atom: 'constant',
  bool: 'constant',
  null: 'constant',
  self: 'constant',
  comment: 'comment',
  builtin: 'function',
  macroName: 'function',
  def: 'function',
  type: 'type',
  typeName: 'type',
  className: 'type',
  namespace: 'type',
  property: 'property',
  propertyName: 'property',
  tag: 'tag',
  tagName: 'tag',
  header: 'tag',
  heading: 'tag',
  attribute: 'attribute',
  attributeName: 'attribute',
  labelName: 'attribute',
  link: 'attribute',
  meta: 'meta',
  annotation: 'meta',
  processingInstruction: 'meta',
  inserted: 'inserted',
  deleted: 'deleted',
}

const tabSize = 4
const indentUnit = 2
// A longer line keeps its one colour: a mode may look from each place to the end.
const longestLine = 2000
// A mode may change its state without a step, but not forever.
const mostTries = 10

/** Reads code with a mode which takes a line at a time and keeps a state between them. */
export function* readLines(
  grammar: LineGrammar,
  code: string,
  Stream: typeof StringStream,
): Generator<void, HighlightedCode> {
  const lines = createLines()
  const state = grammar.startState?.(indentUnit) ?? {}
  for (const [place, line] of code.split('\n').entries()) {
    if (place > 0) lines.add('\n')
    if (line === '') grammar.blankLine?.(state, indentUnit)
    else if (line.length > longestLine) lines.add(line)
    else readLine(grammar, new Stream(line, tabSize, indentUnit), state, lines)
    yield
  }
  return lines.end()
}

function readLine(grammar: LineGrammar, stream: StringStream, state: unknown, lines: Lines): void {
  let tries = 0
  while (!stream.eol()) {
    stream.start = stream.pos
    const style = grammar.token(stream, state)
    tries = stream.pos > stream.start ? 0 : tries + 1
    if (tries >= mostTries) stream.next()
    const text = stream.current()
    lines.add(text, style ? kindOf(style, text, stream.peek() === '(') : undefined)
  }
}

function kindOf(style: string, text: string, isCalled: boolean): string | undefined {
  // The last one counts: keys of JSON are `string property`.
  const [name = '', part] = style.slice(style.lastIndexOf(' ') + 1).split('.')
  if (name.startsWith('variable'))
    return isCalled || part === 'function' || part === 'standard' ? 'function' : undefined
  // What the shell defines are its variables; what SQL takes for types are columns.
  if (text.startsWith('$') || text.startsWith('.')) return name === 'def' || name === 'type' ? 'property' : kinds[name]
  return Object.hasOwn(kinds, name) ? kinds[name] : undefined
}
