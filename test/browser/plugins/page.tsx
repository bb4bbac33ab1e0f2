// A page with one Markdown in it, and all plug-ins. It does nothing by itself: the tests drive it through `window.page`.
import '../../../src/components/styles.css'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { Markdown } from '../../../src/components/index.js'
import { diagrams } from '../../../src/components/plugins/diagrams/index.js'
import { highlight } from '../../../src/components/plugins/highlight/index.js'
import { math } from '../../../src/components/plugins/math/index.js'

const plugins = {
  styled: [highlight(), math(), diagrams()],
  plain: [highlight(), math({ output: 'mathml' }), diagrams()],
}
const app = document.querySelector('#app') as HTMLElement
const root = createRoot(app)
const reports: string[] = []
const longTasks: number[] = []

document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
  reports.push(`${violatedDirective} ${blockedURI}`),
)
new PerformanceObserver((list) => longTasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
  type: 'longtask',
})

function show(text: string, kind: keyof typeof plugins = 'styled'): void {
  flushSync(() =>
    root.render(
      <div className="tg-root">
        <Markdown text={text} plugins={plugins[kind]} />
      </div>,
    ),
  )
}

/** Takes everything away and puts it back: as a row of a long list which comes into sight again. Gives the first frame. */
function showAgain(text: string): string {
  flushSync(() => root.render(null))
  show(text)
  return app.innerHTML
}

function setTheme(theme: 'light' | 'dark'): void {
  document.documentElement.dataset.theme = theme
}

const page = { show, showAgain, setTheme, reports, longTasks }

declare global {
  interface Window {
    plugins: typeof page
  }
}

window.plugins = page
