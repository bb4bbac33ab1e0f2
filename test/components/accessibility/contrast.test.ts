import { describe, expect, it } from 'vitest'
import { componentColours, contrast, mixed, palettes } from './palette.js'

/** What text stands on: the page, a soft box, code. */
const grounds = ['bg', 'surface', 'code-bg']
const texts = ['fg', 'fg-muted', 'accent', 'danger', 'warning', 'success']
/** Lines and shapes without which a control, a state or a value could not be seen. */
const shapes = ['border-strong', 'focus', 'accent', 'danger', 'warning', 'success']
/** Hairlines between what would be told apart without them. */
const ornaments = ['border']

/** What each colour of a component is for. One which is missing here is checked by nobody. */
const roles: Readonly<Record<string, 'text' | 'ground' | 'shape' | 'ornament'>> = {
  '--tg-bubble-bg': 'ground',
  '--tg-bubble-color': 'text',
  '--tg-choice-border': 'ornament',
  '--tg-code-bg': 'ground',
  '--tg-composer-bg': 'ground',
  '--tg-composer-border': 'shape',
  '--tg-error-border': 'ornament',
  '--tg-link-color': 'text',
  '--tg-model-bg': 'ground',
  '--tg-model-border': 'shape',
  '--tg-result-border': 'ornament',
  '--tg-send-bg': 'shape',
  '--tg-send-color': 'text',
  '--tg-suggestion-bg': 'ground',
  '--tg-token-low': 'shape',
  '--tg-token-medium': 'shape',
  '--tg-token-panel-bg': 'ground',
  '--tg-token-very-low': 'shape',
  '--tg-tool-border': 'ornament',
  '--tg-usage-completion': 'shape',
  '--tg-usage-cost': 'shape',
  '--tg-usage-meter-bg': 'ornament',
  '--tg-usage-meter-fill': 'shape',
  '--tg-usage-prompt': 'shape',
}

const pairs = (ones: readonly string[], others: readonly string[]) =>
  ones.flatMap((one) => others.map((other) => [one, other] as const))

describe.each(palettes)('The %s theme', (_, palette) => {
  const kindsOfCode = Object.keys(palette).filter((name) => name.startsWith('code-') && name !== 'code-bg')

  it.each(pairs(texts, grounds))('shows text in %s on %s with at least 5.5:1', (text, ground) => {
    expect(contrast(palette[text], palette[ground])).toBeGreaterThanOrEqual(5.5)
  })

  it('shows each kind of code with at least 5.5:1', () => {
    const faint = kindsOfCode.filter((kind) => contrast(palette[kind], palette['code-bg']) < 5.5)
    expect(faint).toEqual([])
  })

  it.each([
    ['on-accent', 'accent'], // what sends
    ['bg', 'fg'], // what stops
  ])('shows %s on %s with at least 5.5:1', (text, ground) => {
    expect(contrast(palette[text], palette[ground])).toBeGreaterThanOrEqual(5.5)
  })

  it.each(pairs(shapes, grounds))('shows a control or a ring in %s on %s with at least 3:1', (shape, ground) => {
    expect(contrast(palette[shape], palette[ground])).toBeGreaterThanOrEqual(3)
  })

  // The shares are those of logprobs.css.
  it.each([
    ['warning', 0.09],
    ['warning', 0.2],
    ['danger', 0.18],
  ])('shows a token which is marked in %s (%f) with at least 5.5:1', (mark, share) => {
    const ground = mixed(palette[mark], palette.bg, share)
    expect(contrast(palette.fg, ground)).toBeGreaterThanOrEqual(5.5)
    expect(contrast(palette[mark], ground)).toBeGreaterThanOrEqual(3)
  })

  it('has no colour which nobody looks at', () => {
    const known = new Set([...texts, ...grounds, ...shapes, ...ornaments, ...kindsOfCode, 'on-accent'])
    expect(Object.keys(palette).filter((name) => !known.has(name))).toEqual([])
  })
})

describe('The colours of components', () => {
  const colours = componentColours()
  const named = [...new Set(colours.map(({ name }) => name))].sort()

  it('have a role each', () => {
    expect(named).toEqual(Object.keys(roles).sort())
  })

  it.each(named)('%s falls back to a colour which is fit for its role', (name) => {
    const fit = {
      text: [...texts, 'on-accent'],
      ground: grounds,
      shape: [...shapes, 'fg'],
      ornament: [...ornaments, ...shapes],
    }[roles[name] ?? 'text']
    const fallbacks = colours.filter((colour) => colour.name === name).flatMap(({ fallback }) => fallback ?? [])
    expect(fallbacks.filter((fallback) => !fit.includes(fallback))).toEqual([])
  })
})
