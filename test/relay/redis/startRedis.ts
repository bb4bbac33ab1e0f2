// A Redis for the tests: the one of REDIS_URL, else a redis-server of the PATH, which keeps nothing.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { env } from 'node:process'
import { createInterface } from 'node:readline'

export interface StartedRedis {
  url: string
  close(): Promise<void>
}

/** Null where there is none; a failure instead where TOGETHER_REACT_REQUIRE_REDIS is set, as in CI. */
export async function startRedis(): Promise<StartedRedis | null> {
  if (env.REDIS_URL) return { url: env.REDIS_URL, close: async () => {} }
  try {
    return await spawnRedis()
  } catch (error) {
    if (isMissing(error) && !env.TOGETHER_REACT_REQUIRE_REDIS) return null
    throw error
  }
}

async function spawnRedis(triesLeft = 3): Promise<StartedRedis> {
  const port = await freePort()
  const folder = await mkdtemp(join(tmpdir(), 'together-react-redis-'))
  const inMemory = ['--save', '', '--appendonly', 'no', '--dir', folder]
  const server = spawn('redis-server', ['--bind', '127.0.0.1', '--port', String(port), ...inMemory], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const exited = once(server, 'exit').catch(() => {})
  const close = async () => {
    server.kill('SIGKILL')
    await exited
    await rm(folder, { recursive: true, force: true })
  }
  try {
    await isReady(server)
    return { url: `redis://127.0.0.1:${port}`, close }
  } catch (error) {
    await close()
    if (isMissing(error) || triesLeft === 0) throw error
    return spawnRedis(triesLeft - 1) // the port was taken in between
  }
}

async function isReady(server: ChildProcess): Promise<void> {
  await once(server, 'spawn')
  const lines = server.stdout ? createInterface(server.stdout) : []
  for await (const line of lines) if (line.includes('Ready to accept connections')) return void server.stdout?.resume()
  throw new Error('redis-server ended before it was ready.')
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address !== 'object') throw new Error('No free port.')
  return address.port
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}
