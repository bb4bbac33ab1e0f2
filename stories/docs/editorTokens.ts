import type { Token } from './readTokens.js'
import type { Theme } from './useDocumentTheme.js'

/** A size which a slider sets. */
export interface SizeToken {
  readonly name: string
  readonly label: string
  readonly unit: 'rem' | 'ms' | ''
  readonly min: number
  readonly max: number
  readonly step: number
}

export const sizeTokens: readonly SizeToken[] = [
  { name: '--tg-radius', label: 'Radius', unit: 'rem', min: 0, max: 1.5, step: 0.125 },
  { name: '--tg-space', label: 'Space', unit: 'rem', min: 0.125, max: 0.5, step: 0.0125 },
  { name: '--tg-font-size', label: 'Font size', unit: 'rem', min: 0.75, max: 1.5, step: 0.0625 },
  { name: '--tg-line-height', label: 'Line height', unit: '', min: 1.2, max: 2, step: 0.05 },
  { name: '--tg-max-width', label: 'Column width', unit: 'rem', min: 24, max: 80, step: 2 },
  { name: '--tg-duration', label: 'Duration', unit: 'ms', min: 0, max: 400, step: 20 },
]

type Values = Readonly<Record<string, string>>

/** What was changed, by name: colours in one theme, sizes in both. */
export type Changes = Readonly<Record<Theme | 'sizes', Values>>

export const noChanges: Changes = { light: {}, dark: {}, sizes: {} }

/** A colour of one theme, as the stylesheet has it where nobody sets it. */
export function colourIn(theme: Theme, { fallback, dark }: Pick<Token, 'fallback' | 'dark'>): string {
  return theme === 'dark' ? (dark ?? fallback) : fallback
}

/** `--tg-color-on-accent` is "On accent". */
export function labelOf(name: string): string {
  const words = name.replace('--tg-color-', '').replaceAll('-', ' ')
  const label = spelt[words] ?? words
  return label.charAt(0).toUpperCase() + label.slice(1)
}

const spelt: Values = { bg: 'background', fg: 'text', 'fg muted': 'muted text', 'code bg': 'code' }

/** The changes as CSS; for one place in a page where a selector is given. Empty without changes. */
export function cssOf({ light, dark, sizes }: Changes, place?: string): string {
  const within = place === undefined ? '' : ` ${place}`
  return [
    ruleOf(place ?? ':root', sizes),
    ruleOf(`[data-theme="light"]${within}`, light),
    ruleOf(`[data-theme="dark"]${within}`, dark),
  ]
    .filter(Boolean)
    .join('\n\n')
}

function ruleOf(selector: string, values: Values): string {
  const lines = Object.entries(values).map(([name, value]) => `  ${name}: ${value};`)
  return lines.length === 0 ? '' : [`${selector} {`, ...lines, '}'].join('\n')
}
