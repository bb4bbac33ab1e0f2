import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { Markdown } from '../../../src/components/index.js'
import type { Shown } from './growth.js'

export interface Mounted extends Shown {
  look(): string
  container: HTMLElement
}

/** One mounted `<Markdown>`, which tells its HTML. */
export function mounted(): Mounted {
  const container = document.createElement('div')
  document.body.append(container)
  const root = createRoot(container)
  return {
    container,
    show: (text, isStreaming) => {
      flushSync(() => root.render(<Markdown text={text} isStreaming={isStreaming} />))
    },
    look: () => comparable(container.innerHTML),
    end: () => {
      flushSync(() => root.unmount())
      container.remove()
    },
  }
}

/** Lets React end what it scheduled: later there is no window any more. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0))
}

/** What was set later stands later in the HTML, and React counts the ids of a page: neither is seen. */
function comparable(html: string): string {
  const met: string[] = []
  return html
    .replace(/<([a-z]\w*)((?: [^\s=>]+(?:="[^"]*")?)+)>/g, (_, tag: string, attributes: string) => {
      const sorted = attributes.match(/ [^\s=>]+(?:="[^"]*")?/g)?.sort()
      return `<${tag}${sorted?.join('')}>`
    })
    .replace(/_r_\w+_|[:«]r\w+[:»]/g, (id) => {
      if (!met.includes(id)) met.push(id)
      return `id-${met.indexOf(id)}`
    })
}
