import type { MarkdownPlugin } from '../../markdown/plugin.js'
import { createDrawings } from './createDrawings.js'
import { createDiagramComponent } from './Diagram.js'
import { drawWithMermaid } from './drawWithMermaid.js'

/** Makes an SVG of a diagram's source, on the light or the dark theme. It may reject: then the source is shown. */
export type RenderDiagram = (source: string, options: { isDark: boolean }) => Promise<string>

/** The words of a diagram. */
export interface DiagramLabels {
  /** Names the image, before its title if the source has one. @default 'Diagram' */
  diagram?: string | undefined
  /** Opens the source. @default 'Source' */
  source?: string | undefined
  /** @default 'This diagram could not be drawn.' */
  failed?: string | undefined
}

/** What `diagrams` takes. */
export interface DiagramOptions {
  /** Draws in place of mermaid, or somewhere else: on a server, in a frame. @default mermaid, loaded with the first */
  render?: RenderDiagram | undefined
  /** Characters. A longer source is shown as code. @default 20000 */
  maxLength?: number | undefined
  labels?: DiagramLabels | undefined
}

/**
 * Draws fences of `mermaid` once they are finished. A diagram is an image: nothing in it runs, links or loads. Its source
 * is below it. A source which cannot be drawn is shown as code, with a note.
 *
 * Needs `mermaid`, which needs a page without `require-trusted-types-for 'script'` and with inline styles: see
 * docs/code-math-diagrams.md.
 *
 * @example
 * const plugins = [diagrams()]
 *
 * function App() {
 *   return <TogetherChat markdownPlugins={plugins} />
 * }
 */
export function diagrams({
  render = drawWithMermaid,
  maxLength = 20_000,
  labels = {},
}: DiagramOptions = {}): MarkdownPlugin {
  const Component = createDiagramComponent(createDrawings(render, maxLength), {
    diagram: 'Diagram',
    source: 'Source',
    failed: 'This diagram could not be drawn.',
    ...labels,
  })
  return { name: 'diagrams', Component, languages: ['mermaid'] }
}
