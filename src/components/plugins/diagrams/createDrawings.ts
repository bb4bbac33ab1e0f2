import { createCache } from '../createCache.js'
import type { RenderDiagram } from './diagrams.js'

/** A diagram as an image. */
export interface Drawing {
  readonly address: string
  /** CSS pixels; null where the SVG does not tell. */
  readonly size: { readonly width: number; readonly height: number } | null
}

/** Draws, and keeps what it drew. */
export interface Drawings {
  /** What was drawn before; null for what cannot be drawn, undefined when it has to be drawn. */
  known(source: string, isDark: boolean): Drawing | null | undefined
  /** Draws apart from the rendering, one after the other. It never rejects. */
  make(source: string, isDark: boolean, signal: AbortSignal): Promise<Drawing | null>
}

// Characters of SVG: some fifty diagrams.
const mostKept = 2_000_000

export function createDrawings(render: RenderDiagram, maxLength: number): Drawings {
  const cache = createCache<Drawing | null>(mostKept)
  const keyOf = (source: string, isDark: boolean) => `${isDark} ${source}`
  let last: Promise<unknown> = Promise.resolve()

  async function draw(source: string, isDark: boolean, signal: AbortSignal): Promise<Drawing | null> {
    const known = cache.get(keyOf(source, isDark))
    if (known !== undefined || signal.aborted) return known ?? null
    try {
      const drawing = drawingOf(await render(source, { isDark }))
      cache.set(keyOf(source, isDark), drawing, drawing.address.length)
      return drawing
    } catch {
      // Not kept: what draws may not have been there.
      return null
    }
  }

  return {
    known: (source, isDark) => (source.length > maxLength ? null : cache.get(keyOf(source, isDark))),
    make(source, isDark, signal) {
      const made = last.then(() => draw(source, isDark, signal))
      last = made
      return made
    },
  }
}

/**
 * As a `data:` address and not as a `blob:` one: opened in a tab of its own, that would be a page of this site, with
 * whatever a drawing may contain.
 */
function drawingOf(svg: string): Drawing {
  // The one name which HTML writes and XML does not know.
  const xml = svg.replaceAll('&nbsp;', '&#160;')
  const [, width, height] = /\bviewBox="[-\d.]+ [-\d.]+ ([\d.]+) ([\d.]+)"/.exec(xml) ?? []
  const size = { width: Math.ceil(Number(width)), height: Math.ceil(Number(height)) }
  return {
    address: `data:image/svg+xml;charset=utf-8,${encodeURIComponent(xml)}`,
    size: size.width > 0 && size.height > 0 ? size : null,
  }
}
