const onPage = { ground: '--tg-color-bg', least: 4.5 }
const edge = { ground: '--tg-color-bg', least: 3 }

/** What a colour stands on, and the contrast which WCAG 2.2 asks for there. */
export const contrasts: Readonly<Record<string, { readonly ground: string; readonly least: number }>> = {
  '--tg-color-fg': onPage,
  '--tg-color-fg-muted': onPage,
  '--tg-color-accent': onPage,
  '--tg-color-danger': onPage,
  '--tg-color-warning': onPage,
  '--tg-color-success': onPage,
  '--tg-color-on-accent': { ground: '--tg-color-accent', least: 4.5 },
  '--tg-color-border-strong': edge,
  '--tg-color-focus': edge,
}

/** The contrast of two colours as `#rrggbb`, from 1 to 21. */
export function contrastOf(one: string, other: string): number {
  const [bright = 0, dim = 0] = [luminanceOf(one), luminanceOf(other)].sort((a, b) => b - a)
  return (bright + 0.05) / (dim + 0.05)
}

/** WCAG 2.2, relative luminance. */
function luminanceOf(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
