import type { Decorator, Preview } from '@storybook/react-vite'
import { setupWorker } from 'msw/browser'
import { useLayoutEffect } from 'react'
import { togetherHandlers } from '../src/testing/index.js'
import '../src/components/styles.css'

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

const preview: Preview = {
  decorators: [withDocument],
  tags: ['autodocs'],
  parameters: { a11y: { test: 'error' } },
  initialGlobals: { theme: 'light', direction: 'ltr' },
  globalTypes: {
    theme: { description: 'Theme', toolbar: { icon: 'mirror', items: ['light', 'dark'], dynamicTitle: true } },
    direction: { description: 'Direction', toolbar: { icon: 'transfer', items: ['ltr', 'rtl'], dynamicTitle: true } },
  },
  loaders: [
    async ({ parameters }) => {
      await started
      worker.resetHandlers(...togetherHandlers(parameters.together ?? {}))
    },
  ],
}

export default preview
