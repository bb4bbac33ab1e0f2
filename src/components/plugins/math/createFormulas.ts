import type { KatexOptions } from 'katex'
import { createCache } from '../createCache.js'
import { createQueue } from '../slices.js'
import type { MathOptions } from './math.js'

/** A formula as elements, to be copied; null for one which cannot be shown. */
export type Formula = HTMLElement | null

/** Sets formulas, and keeps what it set. */
export interface Formulas {
  /** What was set before; undefined when it has to be set. */
  known(source: string, isBlock: boolean): Formula | undefined
  /** Sets it apart from the rendering. It never rejects. */
  make(source: string, isBlock: boolean, signal: AbortSignal): Promise<Formula>
}

// Characters of the formulas which are kept, of which each makes some dozen bytes of elements: some hundred formulas.
const mostKept = 20_000
// em, of what a formula asks for.
const maxSize = 10

export function createFormulas({ output = 'htmlAndMathml', macros, maxLength = 3000 }: MathOptions): Formulas {
  const cache = createCache<Formula>(mostKept)
  const queue = createQueue()
  const keyOf = (source: string, isBlock: boolean) => `${isBlock} ${source}`

  function optionsOf(isBlock: boolean): KatexOptions {
    return {
      displayMode: isBlock,
      output,
      trust: false,
      strict: 'ignore',
      throwOnError: false,
      errorColor: 'var(--_danger, currentColor)',
      maxSize,
      // Of its own for each formula: KaTeX writes into it.
      macros: { ...macros, ...refused } as Record<string, string>,
    }
  }

  return {
    known: (source, isBlock) => cache.get(keyOf(source, isBlock)),
    async make(source, isBlock, signal) {
      if (source.length > maxLength) return null
      try {
        const { default: katex } = await import('katex')
        return await new Promise<Formula>((resolve) =>
          queue(() => {
            if (signal.aborted) return resolve(null)
            const formula = cache.get(keyOf(source, isBlock)) ?? rendered(katex, source, optionsOf(isBlock))
            cache.set(keyOf(source, isBlock), formula, source.length)
            resolve(formula)
          }),
        )
      } catch {
        // It could not be loaded: the source stays, and the next formula tries again.
        return null
      }
    },
  }
}

function rendered(katex: typeof import('katex').default, source: string, options: KatexOptions): Formula {
  const element = document.createElement('span')
  try {
    katex.render(source, element, options)
    return element.querySelector('.katex-error') ? null : element
  } catch {
    return null
  }
}

// A definition of some hundred characters can stand for millions: KaTeX counts how often commands are resolved, not how
// much they become. `\def\a{xx…}` with 2,000 x and 300 times `\a` took it four minutes.
// And `\char` writes characters by their number, among them those which hide or turn what stands beside them.
const dangerous =
  'char @char def gdef edef xdef let futurelet global long newcommand renewcommand providecommand'.split(' ')
const refused = Object.fromEntries(dangerous.map((name) => [`\\${name}`, refuse]))

function refuse(): never {
  throw new Error('A formula cannot define commands, nor write characters by their number.')
}
