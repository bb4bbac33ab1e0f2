import { env } from 'node:process'
import { fileURLToPath } from 'node:url'
import { createServer, type ViteDevServer } from 'vite'

const root = fileURLToPath(new URL('../..', import.meta.url))

export interface Playground {
  /** Where the drop-in chat is, with a slash at the end. */
  url: string
  close(): Promise<void>
}

/** Starts the playground as `npm start` does, on a free port. With a key in these variables it has a relay. */
export async function startPlayground(variables: Record<string, string> = {}): Promise<Playground> {
  const server = await inEnvironment(variables, () => startServer())
  const address = server.httpServer?.address()
  if (address === null || typeof address !== 'object') throw new Error('The playground has no TCP port.')
  return { url: `http://127.0.0.1:${address.port}/`, close: () => server.close() }
}

async function startServer(): Promise<ViteDevServer> {
  const server = await createServer({
    root,
    // Of its own, so that the tests and a running `npm start` do not write over each other's dependencies.
    cacheDir: 'node_modules/.vite-playground',
    logLevel: 'error',
    // Reloads and watching only disturb a test.
    server: { port: 0, strictPort: false, hmr: false, watch: null },
  })
  return server.listen()
}

/** Does something while these variables are set. */
export async function inEnvironment<Result>(
  variables: Record<string, string>,
  run: () => Promise<Result>,
): Promise<Result> {
  Object.assign(env, variables)
  try {
    return await run()
  } finally {
    for (const name of Object.keys(variables)) delete env[name]
  }
}
