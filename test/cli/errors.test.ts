import { describe, expect, it, vi } from 'vitest'
import { serveRelay } from '../../src/cli/serveRelay.js'

const words = 'the prompt, and tgp_v1_a_key'
const closeRedis = vi.hoisted(() => vi.fn(async () => {}))

vi.mock('../../src/cli/connectRedis.js', () => ({
  connectRedis: async () => ({ rateLimiter: { take: vi.fn() }, close: closeRedis }),
}))

vi.mock('../../src/relay/index.js', async (original) => ({
  ...(await original<object>()),
  createTogetherRelay: () => (request: Request) => {
    const error = Object.assign(new RangeError(words), { code: 'ERR_OUT_OF_RANGE' })
    return Promise.reject(
      request.url.endsWith('/odd') ? Object.assign(error, { name: 'tgp_v1_a_key', code: 'tgp_v1_a_key' }) : error,
    )
  },
}))

/** A server in this process, and the lines of its log. */
async function serving() {
  const lines: Record<string, unknown>[] = []
  let end = () => {}
  let told = (_: string) => {}
  const listening = new Promise<string>((resolve) => {
    told = resolve
  })
  const command = { port: 0, host: '127.0.0.1', graceMs: 0, redisUrl: null }
  const exited = serveRelay(
    { ...command, relay: { allowedModels: ['my/model'], public: true } },
    {
      write: (line) => {
        const entry = JSON.parse(line)
        lines.push(entry)
        if (entry.event === 'listening') told(entry.url)
      },
      writeError: (text) => lines.push({ text }),
      onSignal: (listener) => {
        end = () => listener('SIGTERM')
        return () => {}
      },
    },
  )
  return { url: await listening, lines, exited, end: () => end() }
}

describe('an error of the relay itself', () => {
  it('is 500, and a line in the log with its kind and none of its words', async () => {
    const { url, lines, exited, end } = await serving()
    const statuses = [await fetch(`${url}/chat/completions`), await fetch(`${url}/odd`)].map(({ status }) => status)
    end()
    expect(await exited).toBe(0)
    expect(statuses).toEqual([500, 500])
    expect(lines.filter(({ event }) => event === 'error')).toEqual([
      { time: expect.any(String), event: 'error', name: 'RangeError', code: 'ERR_OUT_OF_RANGE' },
      { time: expect.any(String), event: 'error', name: 'unknown', code: null },
    ])
    expect(JSON.stringify(lines)).not.toMatch(/prompt|tgp_/)
  })
})

describe('a fault after the start', () => {
  it('is thrown on and not told as a start which failed, and Redis is closed', async () => {
    const told: string[] = []
    const exited = serveRelay(
      {
        ...{ port: 0, host: '127.0.0.1', graceMs: 0, redisUrl: 'redis://127.0.0.1' },
        relay: { allowedModels: ['my/model'], public: true },
      },
      {
        write: (line) => {
          if (JSON.parse(line).event === 'closed') throw new Error('write EPIPE')
        },
        writeError: (text) => told.push(text),
        onSignal: (listener) => {
          setImmediate(() => listener('SIGTERM'))
          return () => {}
        },
      },
    )
    await expect(exited).rejects.toThrow('write EPIPE')
    expect(told).toEqual([])
    expect(closeRedis).toHaveBeenCalledOnce()
  })
})
