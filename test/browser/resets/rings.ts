import { nameOf } from './look.js'

/** How the focus is shown on an element. */
export interface Ring {
  name: string
  outline: string
  /** Of the outline, in CSS px; 0 where there is none. */
  width: number
  /** What stands around a text area shows its focus. */
  edge: string | null
}

const focusable = 'button, summary, a[href], input, textarea, [tabindex="0"]'

/**
 * Gives the focus to each element which can have it, one after the other. Press a key before: else the browser shows no
 * ring.
 */
export function ringsOf(selector: string): Ring[] {
  const rings: Ring[] = []
  for (const element of document.querySelectorAll<HTMLElement>(`${selector} :is(${focusable})`)) {
    if (!element.checkVisibility() || element.matches(':disabled')) continue
    element.focus({ preventScroll: true })
    if (document.activeElement !== element) continue
    const { outlineStyle, outlineWidth, outlineColor, outlineOffset } = getComputedStyle(element)
    const isShown = outlineStyle !== 'none'
    const frame = element.matches('textarea') ? element.closest('.tg-composer-box, .tg-editor') : null
    rings.push({
      name: nameOf(element),
      outline: isShown ? [outlineWidth, outlineStyle, outlineColor, outlineOffset].join(' ') : 'none',
      width: isShown ? Number.parseFloat(outlineWidth) : 0,
      edge: frame && getComputedStyle(frame).borderTopColor,
    })
  }
  return rings
}
