import type { MarkdownPlugin } from '../../markdown/plugin.js'
import { createFormulas } from './createFormulas.js'
import { createMathComponent } from './MathFormula.js'
import { fences, inline } from './syntax.js'

/** What `math` takes. */
export interface MathOptions {
  /**
   * What is made of a formula. `htmlAndMathml` looks the same everywhere and needs KaTeX's stylesheet on the page
   * (`import 'katex/dist/katex.min.css'`); its MathML is for assistive technology. `mathml` needs no stylesheet and no
   * fonts, and looks as well as the fonts for mathematics of the device. @default 'htmlAndMathml'
   */
  output?: 'htmlAndMathml' | 'mathml' | undefined
  /** Commands of yours, as `{ '\\R': '\\mathbb{R}' }`. Formulas themselves cannot define any. @default none */
  macros?: Readonly<Record<string, string>> | undefined
  /** Characters. A longer formula is shown as its source. @default 3000 */
  maxLength?: number | undefined
  /** What a formula on lines of its own is called by assistive technology. @default 'Formula' */
  label?: string | undefined
}

/**
 * Shows formulas in TeX: `$…$` and `\(…\)` in a line, `$$…$$`, `\[…\]` and fences of `math` on lines of their own. A
 * dollar sign is one of money where pandoc takes it for one: before a space, and where no other answers it which stands
 * behind a character and before no digit.
 *
 * KaTeX is loaded with the first finished formula; until it is there, and on a server, the source is shown. What is
 * selected and copied is the source. A formula links to nothing, loads nothing, defines no commands, and draws nothing
 * outside of its own box.
 *
 * Needs `katex`.
 *
 * @example
 * import 'katex/dist/katex.min.css'
 *
 * const plugins = [math()]
 *
 * function App() {
 *   return <TogetherChat markdownPlugins={plugins} />
 * }
 */
export function math({ label = 'Formula', ...options }: MathOptions = {}): MarkdownPlugin {
  const Component = createMathComponent(createFormulas(options), label)
  return { name: 'math', Component, fences, inline, languages: ['math'] }
}
