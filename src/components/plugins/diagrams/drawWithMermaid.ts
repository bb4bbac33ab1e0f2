import type { RenderDiagram } from './diagrams.js'

let count = 0

// Where mermaid's own dark theme draws black on black, and grey on grey.
const fills = ['#3a4c73', '#2f5838', '#6a4225', '#56436c', '#05585f', '#6e3d3d', '#5f4a1a', '#663d59']
const dark = {
  noteBkgColor: '#56436c',
  noteTextColor: '#ececef',
  pieStrokeColor: '#18181b',
  pieOuterStrokeColor: '#7d7d89',
  pieOpacity: '1',
  ...Object.fromEntries(
    fills.flatMap((fill, place) => [
      [`cScale${place}`, fill],
      [`pie${place + 1}`, fill],
    ]),
  ),
}

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
    themeVariables: isDark ? dark : {},
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
