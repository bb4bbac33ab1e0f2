import type { RenderDiagram } from './diagrams.js'

let count = 0

/** Draws with mermaid, which is loaded with the first diagram. */
export const drawWithMermaid: RenderDiagram = async (source, { isDark }) => {
  if (asksForImage(source)) throw new Error('A diagram loads no images.')
  const { default: mermaid } = await import('mermaid')
  const settings = {
    startOnLoad: false,
    securityLevel: 'strict',
    suppressErrorRendering: true,
    htmlLabels: false,
    theme: isDark ? 'dark' : 'default',
    fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, sans-serif',
    themeCSS: '',
    altFontFamily: '',
  } as const
  // What a source may not change: all of it. Styles in a source load what they name while mermaid measures, and a colour
  // which is none breaks every diagram after it.
  const secure = [...new Set([...Object.keys(mermaid.mermaidAPI.defaultConfig), ...Object.keys(settings)])]
  mermaid.initialize({ ...settings, secure, flowchart: { htmlLabels: false }, class: { htmlLabels: false } })
  count += 1
  const { svg } = await mermaid.render(`tg-diagram-${count}`, source)
  return svg
}

/**
 * `A@{ img: "https://…" }` loads an image while mermaid measures. Behind `@{` stands YAML, in which a name can be written
 * with backslashes.
 */
function asksForImage(source: string): boolean {
  const place = source.indexOf('@{')
  return place >= 0 && /img|\\/i.test(source.slice(place))
}
