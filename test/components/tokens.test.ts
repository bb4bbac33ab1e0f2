import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const css = readFileSync('src/components/styles/tokens.css', 'utf8')
const [light = '', ...darker] = css.split('color-scheme: dark;')

function paletteOf(block: string): Record<string, string> {
  return Object.fromEntries(
    [...block.matchAll(/--_([\w-]+): var\(--tg-(?:color|code)-[\w-]+, (#[0-9a-f]{6})\)/g)].map(([, name, value]) => [
      name,
      value,
    ]),
  )
}

/** WCAG 2.2, relative luminance and contrast ratio. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(a: string | undefined, b: string | undefined): number {
  const [bright = 0, dim = 0] = [luminance(a ?? ''), luminance(b ?? '')].sort((one, other) => other - one)
  return (bright + 0.05) / (dim + 0.05)
}

const text = ['fg', 'fg-muted', 'accent', 'danger', 'warning', 'success']
const kinds = [...css.matchAll(/var\(--tg-code-([\w-]+),/g)].map(([, kind]) => kind)

describe.each([
  ['light', paletteOf(light)],
  ['dark by the system', paletteOf(darker[0] ?? '')],
  ['dark by data-theme', paletteOf(darker[1] ?? '')],
])('The %s theme', (_, palette) => {
  it.each(text.flatMap((name) => ['bg', 'code-bg', 'surface'].map((ground) => [name, ground] as const)))(
    'shows %s on %s with a contrast of at least 5.5',
    (name, ground) => {
      expect(contrast(palette[name], palette[ground])).toBeGreaterThanOrEqual(5.5)
    },
  )

  it.each([...new Set(kinds)])('shows code which is a %s with at least 4.5', (kind) => {
    expect(contrast(palette[`code-${kind}`], palette['code-bg'])).toBeGreaterThanOrEqual(4.5)
  })

  it('shows text on the accent with at least 5.5', () => {
    expect(contrast(palette['on-accent'], palette.accent)).toBeGreaterThanOrEqual(5.5)
  })

  it.each(['border-strong', 'focus', 'accent'])('shows %s on the page with at least 3', (name) => {
    expect(contrast(palette[name], palette.bg)).toBeGreaterThanOrEqual(3)
  })
})

describe('The styles', () => {
  it('colour each kind of code which they have a colour for', () => {
    const rules = readFileSync('src/components/styles/plugins.css', 'utf8')
    const coloured = [...rules.matchAll(/data-token="([\w-]+)"\]\) \{\n {2}color: var\(--_code-\1\)/g)].map(
      ([, kind]) => kind,
    )
    expect(coloured).toHaveLength(13)
    expect(coloured).toEqual([...new Set(kinds)])
  })

  it('have the same dark palette twice', () => {
    expect(paletteOf(darker[0] ?? '')).toEqual(paletteOf(darker[1] ?? ''))
  })
})
