/** A custom property which the kit's stylesheet reads. */
export interface Token {
  /** As `--tg-composer-bg`. */
  readonly name: string
  /** What holds where it is not set, by names which can be set: `calc(2.25 * var(--tg-radius))`. */
  readonly fallback: string
  /** The same in the dark scheme; null where it is the same. */
  readonly dark: string | null
  /** How the stylesheet reads it; it has a value inside of `.tg-root`. */
  readonly value: string
  /** Whether components fall back to it. */
  readonly isSemantic: boolean
  /** Where it is read; what holds there may differ. */
  readonly uses: readonly TokenUse[]
}

/** One rule which reads a token. */
export interface TokenUse {
  readonly selector: string
  readonly fallback: string
}

interface Reading extends TokenUse {
  readonly name: string
}

/** The tokens of the stylesheets of a page, in their order: so they are those which really count. */
export function readTokens(page: Document): readonly Token[] {
  const rules = [...page.styleSheets].flatMap(rulesOf)
  const readings = rules.flatMap(readingsOf)
  const publicNames = new Map(rules.flatMap(({ style }) => declaredBy(style.cssText)))
  const semantic = new Set(publicNames.values())
  const published = (value: string) =>
    spelt(value).replace(/var\((--_[\w-]+)\)/g, (all, own: string) =>
      publicNames.has(own) ? `var(${publicNames.get(own)})` : all,
    )
  return [...new Set(readings.map(({ name }) => name))].map((name) => {
    const own = readings.filter((reading) => reading.name === name)
    const fallback = own[0]?.fallback ?? ''
    const dark = own.find(({ selector }) => selector.includes('data-theme="dark"'))?.fallback ?? fallback
    return {
      name,
      fallback: published(fallback),
      dark: dark === fallback ? null : published(dark),
      value: fallback === '' ? `var(${name})` : `var(${name}, ${fallback})`,
      isSemantic: semantic.has(name),
      uses: own.map((use) => ({ selector: use.selector, fallback: published(use.fallback) })),
    }
  })
}

/** A build writes `#fff` and `.5rem`. */
function spelt(value: string): string {
  return value
    .replace(/#([\da-f])([\da-f])([\da-f])(?![\da-f])/gi, '#$1$1$2$2$3$3')
    .replace(/(^|[^\w.])\.(\d)/g, '$10.$2')
}

/** Those which only the parts of one component read, with what holds there. */
export function componentTokens(
  tokens: readonly Token[],
  anatomy: readonly (readonly [name: string, ...unknown[]])[],
): readonly Token[] {
  const patterns = anatomy.map(([name]) => new RegExp(`\\.${name}(?![\\w-])`))
  return tokens.flatMap((token) => {
    const use = token.uses.find(({ selector }) => patterns.some((pattern) => pattern.test(selector)))
    return use && !token.isSemantic ? [{ ...token, fallback: use.fallback }] : []
  })
}

/** Sheets of other sites cannot be read. */
function rulesOf(sheet: CSSStyleSheet): CSSStyleRule[] {
  try {
    return styleRules(sheet.cssRules)
  } catch {
    return []
  }
}

function styleRules(rules: CSSRuleList): CSSStyleRule[] {
  return [...rules].flatMap((rule) => {
    if (rule instanceof CSSStyleRule) return [rule]
    return rule instanceof CSSGroupingRule ? styleRules(rule.cssRules) : []
  })
}

function readingsOf({ selectorText: selector, style: { cssText } }: CSSStyleRule): Reading[] {
  return [...cssText.matchAll(/var\((--tg-[\w-]+)/g)].map(({ 1: name = '', index }) => {
    const inner = cssText.slice(index + 'var('.length, closingOf(cssText, index + 'var'.length))
    return { name, selector, fallback: inner.slice(name.length).replace(/^\s*,\s*/, '') }
  })
}

/** Where the bracket at a place is closed. */
function closingOf(text: string, opening: number): number {
  let depth = 0
  for (let place = opening; place < text.length; place += 1) {
    if (text[place] === '(') depth += 1
    if (text[place] === ')') depth -= 1
    if (depth === 0) return place
  }
  return text.length
}

/** `--_bg: var(--tg-color-bg, …)` gives a token its private name. */
function declaredBy(cssText: string): [own: string, name: string][] {
  return [...cssText.matchAll(/(--_[\w-]+):\s*var\((--tg-[\w-]+)/g)].map(([, own = '', name = '']) => [own, name])
}
