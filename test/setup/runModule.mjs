// A process of its own for a TypeScript module of the tests: `fork('test/setup/runModule.mjs', ['path/to/module.ts'])`.
import { argv } from 'node:process'
import { runnerImport } from 'vite'

const [, , file = ''] = argv
await runnerImport(file, { configFile: false, logLevel: 'error' })
