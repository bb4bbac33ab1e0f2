import { hasText, nameOf } from './look.js'

type Color = readonly [red: number, green: number, blue: number, alpha: number]

/** Texts which stand out from their ground by less than `least` (WCAG 2.2), with what they do. */
export function faintTexts(selector: string, least: number): string[] {
  const faint = new Set<string>()
  for (const element of document.querySelectorAll(`${selector} *`)) {
    // What is out of sight on purpose, and what cannot be used at the moment.
    if (!hasText(element) || !element.checkVisibility() || element.closest('.tg-hidden, [aria-disabled="true"]'))
      continue
    const color = colorOf(getComputedStyle(element).color)
    const ratio = contrast(color, groundOf(element))
    if (color[3] > 0 && ratio < least) faint.add(`${nameOf(element)}: ${ratio.toFixed(2)}`)
  }
  return [...faint]
}

/** How far two CSS colours stand apart, 1 to 21. */
export function contrastOf(one: string, other: string): number {
  return contrast(colorOf(one), colorOf(other))
}

/** What the browser gives as `rgb(1, 2, 3)` or `rgba(1, 2, 3, 0.4)`. */
function colorOf(text: string): Color {
  const [red = 0, green = 0, blue = 0, alpha = 1] = (text.match(/[\d.]+/g) ?? []).map(Number)
  return [red, green, blue, alpha]
}

/** The nearest ground which is there at all. */
function groundOf(element: Element): Color {
  for (let at: Element | null = element; at; at = at.parentElement) {
    const ground = colorOf(getComputedStyle(at).backgroundColor)
    if (ground[3] > 0) return ground
  }
  return [255, 255, 255, 1]
}

function contrast(one: Color, other: Color): number {
  const [bright = 0, dim = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (bright + 0.05) / (dim + 0.05)
}

function luminance([red, green, blue]: Color): number {
  const [r = 0, g = 0, b = 0] = [red, green, blue].map((value) => {
    const channel = value / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
