import { highlightTree, tagHighlighter, tags } from '@lezer/highlight'
import type { HighlightedCode } from '../../markdown/plugin.js'
import { createLines } from './createLines.js'
import type { TreeGrammar } from './grammars.js'

// The tags of Lezer by the kind which they are shown as. A tag which is not here is shown as its parent is, if that is
// here: `controlKeyword` as `keyword`. https://lezer.codemirror.net/docs/ref/#highlight.tags
const kinds = tagHighlighter([
  { tag: [tags.keyword, tags.modifier, tags.operatorKeyword], class: 'keyword' },
  { tag: [tags.string, tags.character, tags.attributeValue, tags.regexp, tags.monospace], class: 'string' },
  { tag: [tags.number, tags.unit, tags.color], class: 'number' },
  { tag: [tags.bool, tags.null, tags.atom, tags.self, tags.escape], class: 'constant' },
  { tag: [tags.comment], class: 'comment' },
  {
    tag: [tags.function(tags.variableName), tags.function(tags.propertyName), tags.macroName],
    class: 'function',
  },
  { tag: [tags.typeName, tags.className, tags.namespace], class: 'type' },
  { tag: tags.propertyName, class: 'property' },
  { tag: [tags.tagName, tags.heading], class: 'tag' },
  { tag: [tags.attributeName, tags.labelName, tags.link, tags.url], class: 'attribute' },
  { tag: [tags.meta, tags.processingInstruction], class: 'meta' },
  { tag: tags.inserted, class: 'inserted' },
  { tag: tags.deleted, class: 'deleted' },
])

type Tree = Parameters<typeof highlightTree>[0]

// Characters which are coloured between two pauses.
const sliceLength = 4096

/** Reads code with a parser of Lezer's, which can pause after each token. */
export function* readTree(grammar: TreeGrammar, code: string): Generator<void, HighlightedCode> {
  const parse = grammar.startParse(code)
  let tree = parse.advance() as Tree | null
  while (!tree) {
    yield
    tree = parse.advance() as Tree | null
  }
  const lines = createLines()
  for (let from = 0; from < code.length; ) {
    const to = code.indexOf('\n', from + sliceLength) + 1 || code.length
    let place = from
    highlightTree(
      tree,
      kinds,
      (start, end, kind) => {
        lines.add(code.slice(place, start))
        // What lies inside of something else has the kinds of both; its own is the last.
        lines.add(code.slice(start, end), kind.slice(kind.lastIndexOf(' ') + 1))
        place = end
      },
      from,
      to,
    )
    lines.add(code.slice(place, to))
    from = to
    yield
  }
  return lines.end()
}
