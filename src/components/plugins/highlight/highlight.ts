import type { CodeHighlighter, HighlightedCode, MarkdownPlugin } from '../../markdown/plugin.js'
import { createCache } from '../createCache.js'
import { inSlices } from '../slices.js'
import { createCodeLines } from './createCodeLines.js'
import { type Grammar, grammarOf } from './grammars.js'
import { nameOf } from './names.js'
import { readLines } from './readLines.js'

/** Loads a language: a parser of Lezer's, or a mode which reads line by line as those of `@codemirror/legacy-modes`. */
export type LanguageSource = () => Promise<Grammar>

/** What `highlight` takes. */
export interface HighlightOptions {
  /**
   * More languages, or others in place of those which are known, by the name which a fence gives them, in small letters.
   * @default none
   */
  languages?: Readonly<Record<string, LanguageSource>> | undefined
}

// Characters of code whose colours are kept: some hundred blocks, or the one which is longer.
const mostKept = 1_000_000

/**
 * Colours finished blocks of code. What reads code is loaded with the first block, each language when it is first met;
 * a language nobody knows keeps its one colour. Long code is read in slices of 8 ms.
 *
 * The runs are `<span data-token="keyword">` (see `CodeToken` for the kinds); `together-react/styles.css` has their
 * colours as `--tg-code-keyword` and so on, for light and dark.
 *
 * Needs Lezer, see docs/code-math-diagrams.md for the packages.
 *
 * @example
 * const plugins = [highlight()]
 *
 * function App() {
 *   return <TogetherChat markdownPlugins={plugins} />
 * }
 */
export function highlight({ languages = {} }: HighlightOptions = {}): MarkdownPlugin {
  const highlighter = createHighlighter(languages)
  return { name: 'highlight', highlighter, CodeLines: createCodeLines(highlighter) }
}

function createHighlighter(languages: Readonly<Record<string, LanguageSource>>): CodeHighlighter {
  const cache = createCache<HighlightedCode>(mostKept)
  const keyOf = (code: string, language: string) => `${language}\n${code}`

  async function grammarFor(language: string): Promise<Grammar | null> {
    const name = language.toLowerCase()
    const own = Object.hasOwn(languages, name) ? languages[name] : undefined
    return own ? own() : grammarOf(nameOf(name))
  }

  return {
    known: (code, language) => cache.get(keyOf(code, language)) ?? null,
    async highlight(code, language, signal) {
      try {
        const grammar = await grammarFor(language)
        if (!grammar || signal.aborted) return null
        const work =
          'startParse' in grammar
            ? (await import('./readTree.js')).readTree(grammar, code)
            : readLines(grammar, code, (await import('@codemirror/streamparser')).StringStream)
        const lines = await inSlices(work, signal)
        if (lines) cache.set(keyOf(code, language), lines, code.length)
        return lines
      } catch {
        // A language which could not be loaded, or which trips over this code: it is shown, in its one colour.
        return null
      }
    },
  }
}
