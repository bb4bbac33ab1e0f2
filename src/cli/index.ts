#!/usr/bin/env node
import process from 'node:process'
import { main } from './main.js'
import type { Host } from './serveRelay.js'

const host: Host = {
  write: (line) => process.stdout.write(line),
  writeError: (text) => process.stderr.write(text),
  onSignal(listener) {
    process.on('SIGTERM', listener).on('SIGINT', listener)
    return () => process.off('SIGTERM', listener).off('SIGINT', listener)
  },
}

process.exitCode = await main(process.argv.slice(2), process.env, host)
