import { transformAsync } from '@babel/core'
import { storybookTest } from '@storybook/addon-vitest/vitest-plugin'
import { playwright } from '@vitest/browser-playwright'
import type { Plugin } from 'vite'
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config'
import packageJson from './package.json' with { type: 'json' }
import { chromiumArgs, chromiumExecutable } from './scripts/chromium.mjs'

const withoutReact = ['core', 'store']
const withDom = ['hooks', 'components', 'widget', 'devtools']

/** On a loaded machine everything takes longer, and what hangs is found all the same. */
const patience = { testTimeout: 30_000, hookTimeout: 30_000, expect: { poll: { timeout: 10_000 } } }

export default defineConfig({
  test: {
    // On two cores Vitest would work with one.
    maxWorkers: '100%',
    projects: [coreProject(), nodeProject(), jsdomProject(), chromiumProject(), storybookProject],
  },
})

/** Importing React fails here, in our files and in the packages they import: core and store must run without it. */
function coreProject(): TestProjectInlineConfiguration {
  return {
    resolve: {
      alias: [{ find: /^react(-dom)?(\/.*)?$/, replacement: `${import.meta.dirname}/test/setup/noReact.ts` }],
    },
    test: {
      name: 'core',
      include: testFiles(withoutReact),
      ...patience,
      // Inlined, because the alias is not seen by a package that Node loads by itself.
      server: { deps: { inline: Object.keys(packageJson.dependencies) } },
    },
  }
}

/** Whatever has no project of its own, so that no test file is left out by being in a new folder. */
function nodeProject(): TestProjectInlineConfiguration {
  return {
    resolve: { alias: publishedNames() },
    test: {
      name: 'node',
      include: ['test/**/*.test.{ts,tsx}'],
      ...patience,
      exclude: [...testFiles([...withoutReact, ...withDom, 'browser']), 'test/package/**'],
    },
  }
}

function jsdomProject(): TestProjectInlineConfiguration {
  return {
    plugins: [reactCompiler()],
    test: {
      name: 'jsdom',
      include: testFiles(withDom),
      environment: 'jsdom',
      setupFiles: 'test/setup/jsdom.ts',
      ...patience,
    },
  }
}

/** Compiles the components of `*.compiled.tsx` as an app with the React compiler would. */
function reactCompiler(): Plugin {
  return {
    name: 'react-compiler',
    enforce: 'pre',
    async transform(code, id) {
      if (!id.endsWith('.compiled.tsx')) return null
      const result = await transformAsync(code, {
        plugins: ['babel-plugin-react-compiler'],
        parserOpts: { plugins: ['jsx', 'typescript'] },
        filename: id,
        configFile: false,
        babelrc: false,
      })
      return result?.code ? { code: result.code, map: null } : null
    },
  }
}

/** Node-side tests which drive a real browser, most of them over one built page; see test/setup/lab.ts. */
function chromiumProject(): TestProjectInlineConfiguration {
  return {
    test: {
      name: 'chromium',
      include: testFiles(['browser']),
      globalSetup: 'test/setup/lab.ts',
      // After the others, which keep all cores busy.
      sequence: { groupOrder: 1 },
      // Playwright gives up after 30 s, and says what it waited for.
      testTimeout: 60_000,
      hookTimeout: 60_000,
      expect: { poll: { timeout: 10_000 } },
    },
  }
}

/** Every story: its play function and an accessibility check, in the browser. */
async function storybookProject(): Promise<TestProjectInlineConfiguration> {
  const launchOptions = { executablePath: await chromiumExecutable(), args: chromiumArgs }
  return {
    plugins: [storybookTest({ configDir: `${import.meta.dirname}/.storybook` })],
    test: {
      name: 'storybook',
      setupFiles: '.storybook/everyLook.ts',
      sequence: { groupOrder: 2 },
      testTimeout: 60_000,
      hookTimeout: 60_000,
      browser: {
        enabled: true,
        headless: true,
        provider: playwright({ launchOptions }),
        instances: [{ browser: 'chromium' }],
      },
    },
  }
}

/** The names of our package, as the examples import them, by their sources. */
function publishedNames(): { find: RegExp; replacement: string }[] {
  return Object.entries(packageJson.exports).flatMap(([name, target]) => {
    if (typeof target !== 'object') return []
    const source = target.default.replace('./dist', `${import.meta.dirname}/src`).replace(/\.js$/, '.ts')
    return [{ find: new RegExp(`^${name.replace('.', packageJson.name)}$`), replacement: source }]
  })
}

function testFiles(folders: readonly string[]): string[] {
  return folders.map((folder) => `test/${folder}/**/*.test.{ts,tsx}`)
}
