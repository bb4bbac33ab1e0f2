import type { Decorator, Parameters, Preview } from '@storybook/react-vite'
import { setupWorker } from 'msw/browser'
import { useLayoutEffect } from 'react'
import { configure } from 'storybook/test'
import { withKitProps } from './docs/argTypes.js'
import { LazyDocsPage } from './docs/LazyDocsPage.js'
import { looks, otherLooks } from './looks.js'
import { simulate, simulatorTools } from './simulator.js'
import '../src/components/styles.css'

// A story waits for what it looks for. How long that takes says more about the machine.
configure({ asyncUtilTimeout: 10_000 })

const worker = setupWorker()
const started = worker.start({
  // Relative in a static build, which may lie in a folder of a site.
  serviceWorker: { url: `${import.meta.env.BASE_URL}mockServiceWorker.js` },
  onUnhandledRequest: 'bypass',
  quiet: true,
})

/** Puts theme and direction of the toolbar on the document, as a site does. */
const withDocument: Decorator = (Story, { globals }) => {
  const { theme, direction } = globals
  useLayoutEffect(() => {
    document.documentElement.dataset.theme = theme
    document.documentElement.style.colorScheme = theme
    document.documentElement.dir = direction
  }, [theme, direction])
  return <Story />
}

/** Accessibility of what a story shows at its end in dark and right-to-left, too; the add-on looks at it as it is. */
async function checkOtherLooks({ canvasElement, parameters }: { canvasElement: HTMLElement; parameters: Parameters }) {
  if (!looks.areTested) return
  looks.checked = parameters.a11y?.test === 'error' ? 0 : 'off'
  if (looks.checked === 'off') return
  const { default: axe } = await import('axe-core')
  const { documentElement: page } = document
  const { dir, dataset, style } = page
  const before = { dir, theme: dataset.theme, scheme: style.colorScheme }
  for (const [theme, direction] of otherLooks) {
    Object.assign(page, { dir: direction })
    dataset.theme = style.colorScheme = theme
    const { violations } = await axe.run(canvasElement, { rules: { region: { enabled: false } } })
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(', ')}`)
    if (found.length > 0) throw new Error(`In ${theme}, ${direction}: ${found.join('\n')}`)
    looks.checked += 1
  }
  page.dir = before.dir
  dataset.theme = before.theme
  style.colorScheme = before.scheme
}

const preview: Preview = {
  afterEach: checkOtherLooks,
  decorators: [withDocument],
  tags: ['autodocs'],
  parameters: {
    a11y: { test: 'error' },
    docs: { page: LazyDocsPage, source: { language: 'tsx' } },
    options: {
      storySort: {
        order: ['Introduction', 'TogetherChat', 'together-chat', 'Recipes', 'Compare models', 'Theme', '*'],
      },
    },
  },
  argTypesEnhancers: [withKitProps],
  initialGlobals: { theme: 'light', direction: 'ltr', speed: 'story', fault: 'none' },
  globalTypes: {
    theme: { description: 'Theme', toolbar: { icon: 'mirror', items: ['light', 'dark'], dynamicTitle: true } },
    direction: { description: 'Direction', toolbar: { icon: 'transfer', items: ['ltr', 'rtl'], dynamicTitle: true } },
    ...simulatorTools,
  },
  loaders: [
    async ({ parameters, globals }) => {
      await started
      worker.resetHandlers(...simulate(parameters.together ?? {}, globals))
    },
  ],
}

export default preview
