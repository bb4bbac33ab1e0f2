// The command line from its sources, in a process of its own: `node test/cli/runCli.mjs relay --help`.
import { fileURLToPath } from 'node:url'
import { runnerImport } from 'vite'

await runnerImport(fileURLToPath(new URL('../../src/cli/index.ts', import.meta.url)), {
  configFile: false,
  logLevel: 'error',
})
