import { fileURLToPath } from 'node:url'
import { createServer } from 'vite'
import type { TestProject } from 'vitest/node'

const root = fileURLToPath(new URL('../..', import.meta.url))

export interface Playground {
  /** Where the drop-in chat is, with a slash at the end. */
  url: string
  close(): Promise<void>
}

/** Starts the playground as `npm start` does, on a free port. */
export async function startPlayground(): Promise<Playground> {
  const server = await createServer({
    root,
    // Of its own, so that the tests and a running `npm start` do not write over each other's dependencies.
    cacheDir: 'node_modules/.vite-playground',
    logLevel: 'error',
    // Reloads and watching only disturb a test.
    server: { port: 0, strictPort: false, hmr: false, watch: null },
  })
  await server.listen()
  const address = server.httpServer?.address()
  if (address === null || typeof address !== 'object') throw new Error('The playground has no TCP port.')
  return { url: `http://127.0.0.1:${address.port}/`, close: () => server.close() }
}

/** Vitest's global setup: one playground for all browser tests of a run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const playground = await startPlayground()
  project.provide('playgroundUrl', playground.url)
  return () => playground.close()
}

declare module 'vitest' {
  interface ProvidedContext {
    playgroundUrl: string
  }
}
