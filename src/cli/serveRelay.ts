import { createServer } from 'node:http'
import { createNodeListener } from '../node/createNodeListener.js'
import { patientFetch } from '../node/patientFetch.js'
import { createTogetherRelay, type RelayLogEntry, type RelayOptions, type RelayUsage } from '../relay/index.js'
import { connectRedis } from './connectRedis.js'
import { listen, protect } from './httpServer.js'
import { logLine } from './logLine.js'
import type { RelayCommand } from './readRelayCommand.js'

/** The parts of a process which the server uses. */
export interface Host {
  write(line: string): void
  writeError(text: string): void
  /** Calls the listener at each signal which asks for the end, and returns what takes it back. */
  onSignal(listener: (signal: string) => void): () => void
}

/**
 * Serves a relay until a signal asks for the end: then it takes no more connections, gives running replies `graceMs`, and
 * cuts off what is left. A second signal cuts off at once.
 *
 * @returns the exit code: 0 when it was asked to end, 1 when it could not begin, 2 when the relay refused its options.
 */
export async function serveRelay(command: RelayCommand, on: Host): Promise<0 | 1 | 2> {
  const write: Write = (event, fields) => on.write(logLine(event, fields))
  const { redisUrl, relay } = command
  if (redisUrl === null) return serve(command, write, on)
  const limits = await connectRedis(redisUrl, (code) => write('redis', { code })).catch((error) => {
    on.writeError(`together-react cannot start. ${messageOf(error)}\n`)
    return null
  })
  if (!limits) return 1
  return serve({ ...command, relay: { ...relay, rateLimiter: limits.rateLimiter } }, write, on).finally(limits.close)
}

async function serve({ port, host, graceMs, relay }: RelayCommand, write: Write, on: Host): Promise<0 | 1 | 2> {
  const handler = relayOf(relay, write, on)
  if (!handler) return 2
  const server = createServer(
    createNodeListener(withHealth(handler), { onError: (error) => write('error', kindOf(error)) }),
  )
  const ending = protect(server)
  const listening = await listen(server, port, host)
  if (!listening.isListening) {
    on.writeError(
      `together-react cannot listen on ${host}:${port} (${listening.code}): give another --port or --host.\n`,
    )
    return 1
  }
  write('listening', { url: listening.url, models: relay.allowedModels, origins: relay.allowedOrigins ?? [] })
  const takeBack = on.onSignal((signal) => {
    write('closing', { signal, graceMs })
    ending.end(graceMs)
  })
  const cutOff = await ending.ended
  takeBack()
  write('closed', { cutOff })
  return 0
}

type Write = (
  event: 'listening' | 'request' | 'usage' | 'redis' | 'error' | 'closing' | 'closed',
  fields: object,
) => void

function relayOf(options: RelayOptions, write: Write, on: Host) {
  try {
    const log = (entry: RelayLogEntry) => write('request', entry)
    const onUsage = (usage: RelayUsage) => write('usage', usage)
    return createTogetherRelay({ fetch: patientFetch, ...options, log, onUsage })
  } catch (error) {
    on.writeError(`together-react cannot start. ${messageOf(error)}\n`)
    return null
  }
}

/** What kind of error it is: its words may hold anything. */
function kindOf(error: unknown): { name: string; code: string | null } {
  const { name, code } = (error instanceof Error ? error : {}) as Partial<Record<'name' | 'code', unknown>>
  return { name: matching(/^[A-Z][A-Za-z]{1,40}$/, name) ?? 'unknown', code: matching(/^[A-Z][A-Z_]{1,40}$/, code) }
}

function matching(pattern: RegExp, value: unknown): string | null {
  return typeof value === 'string' && pattern.test(value) ? value : null
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** `/healthz` tells an orchestrator that the process answers; it asks nobody, and is not logged. */
function withHealth(handler: (request: Request) => Promise<Response>): (request: Request) => Promise<Response> {
  return async (request) =>
    new URL(request.url).pathname === '/healthz'
      ? Response.json({ status: 'ok' }, { headers: { 'cache-control': 'no-store' } })
      : handler(request)
}
