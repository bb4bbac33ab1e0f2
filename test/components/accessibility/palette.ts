import { readdirSync, readFileSync } from 'node:fs'

const folder = 'src/components/styles'
const tokens = readFileSync(`${folder}/tokens.css`, 'utf8')
const [light = '', ...darker] = tokens.split('color-scheme: dark;')

/** The colours of a theme by their names, as `#rrggbb`. */
export type Palette = Readonly<Record<string, string>>

/** The colours of each theme, and how it comes to be. */
export const palettes: readonly (readonly [theme: string, palette: Palette])[] = [
  ['light', paletteOf(light)],
  ['dark by the system', paletteOf(darker[0] ?? '')],
  ['dark by data-theme', paletteOf(darker[1] ?? '')],
]

function paletteOf(block: string): Palette {
  const found = block.matchAll(/--_([\w-]+): var\(--tg-(?:color|code)-[\w-]+, (#[0-9a-f]{6})\)/g)
  return Object.fromEntries([...found].map(([, name = '', value = '']) => [name, value]))
}

/** Where a property of a component is used, and which colour it has unless somebody sets it. */
export interface ComponentColour {
  /** `--tg-send-bg` */
  name: string
  /** `background` */
  property: string
  /** The colour's name in the palette; null for a keyword such as `transparent`. */
  fallback: string | null
}

/** Every property of a component which is a colour, in all stylesheets. */
export function componentColours(): ComponentColour[] {
  const known = paletteOf(light)
  const css = readdirSync(folder).map((name) => readFileSync(`${folder}/${name}`, 'utf8'))
  const uses = css.join('\n').matchAll(/([a-z-]+):[^;{}]*?var\((--tg-[a-z-]+), (?:var\(--_([a-z-]+)\)|([a-z]+))\)/g)
  return [...uses]
    .map(([, property = '', name = '', token, keyword]) => ({ property, name, token, keyword }))
    .filter(({ token, keyword }) => keyword !== undefined || (token !== undefined && token in known))
    .map(({ property, name, token = null }) => ({ property, name, fallback: token }))
}

/** WCAG 2.2, contrast of two colours. */
export function contrast(one: string | undefined, other: string | undefined): number {
  const [dim = 0, bright = 0] = [luminance(one ?? ''), luminance(other ?? '')].sort((a, b) => a - b)
  return (bright + 0.05) / (dim + 0.05)
}

/** One colour over another, as `color-mix(in srgb, … , transparent)` has it. */
export function mixed(colour: string | undefined, ground: string | undefined, share: number): string {
  const [over, under] = [channelsOf(colour ?? ''), channelsOf(ground ?? '')]
  const hex = over.map((value, place) => Math.round(value * share + (under[place] ?? 0) * (1 - share)))
  return `#${hex.map((value) => value.toString(16).padStart(2, '0')).join('')}`
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = channelsOf(hex).map((value) => {
    const channel = value / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function channelsOf(hex: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16))
}
