import { copyFileSync, mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { StorybookConfig } from '@storybook/react-vite'
import { mergeConfig } from 'vite'
import { ignoreDirectiveWarnings } from '../scripts/warnings.mjs'
import { kitFacts } from './props/kitFacts.mjs'

// Copied from the installed msw whenever Storybook or its tests start, so that it always fits and nobody generates it.
const publicFolder = fileURLToPath(new URL('public', import.meta.url))
mkdirSync(publicFolder, { recursive: true })
copyFileSync(fileURLToPath(import.meta.resolve('msw/mockServiceWorker.js')), `${publicFolder}/mockServiceWorker.js`)

const config: StorybookConfig = {
  framework: { name: '@storybook/react-vite', options: { builder: { viteConfigPath: '.storybook/vite.config.ts' } } },
  stories: ['../stories/**/*.mdx', '../stories/**/*.stories.tsx'],
  addons: ['@storybook/addon-docs', '@storybook/addon-a11y', '@storybook/addon-vitest'],
  staticDirs: ['./public'],
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
  // The other one needs TypeScript's JavaScript API, which TypeScript 7 does not have.
  typescript: { reactDocgen: 'react-docgen' },
  // Storybook's own chunks are large.
  viteFinal: (config) =>
    mergeConfig(config, {
      plugins: [kitFacts()],
      build: { chunkSizeWarningLimit: 5000, rolldownOptions: { onwarn: ignoreDirectiveWarnings } },
    }),
}

export default config
