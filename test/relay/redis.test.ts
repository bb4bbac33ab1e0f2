import { randomUUID } from 'node:crypto'
import { Redis } from 'ioredis'
import { createClient } from 'redis'
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest'
import type { RelayLimits, Reservation, Turn } from '../../src/relay/index.js'
import { createRedisRateLimiter, type NodeRedisClient, type RedisClient } from '../../src/relay/limits/redis/index.js'
import { createSimulator, reply } from '../../src/testing/index.js'
import { forThisTest } from '../setup/forThisTest.js'
import { startLink } from './redis/startLink.js'
import { startRedis } from './redis/startRedis.js'
import { chatRequest, refusalFrom, setup } from './setup.js'
import { postChat } from './sockets/postChat.js'
import { serveHandler } from './sockets/serveHandler.js'
import { startRelayProcess } from './sockets/startRelayProcess.js'

const redis = await startRedis()
const url = redis?.url ?? ''
afterAll(() => redis?.close())

const why = redis ? '' : ' (skipped: no redis-server on the PATH, and REDIS_URL is not set)'
const newPrefix = () => `test:${randomUUID()}:`
const plenty = { concurrent: 1000, perMinute: 1000, leaseMs: 60_000 }

/** What each library calls by its own names. */
interface Connected {
  client: RedisClient
  command(...words: string[]): Promise<unknown>
  close(): Promise<unknown>
}

const libraries: Record<string, () => Promise<Connected>> = {
  async redis() {
    const client = await createClient({ url }).connect()
    return { client, command: (...words) => client.sendCommand(words), close: async () => client.destroy() }
  },
  async ioredis() {
    const client = new Redis(url)
    const command = (name = '', ...words: string[]) => client.call(name, ...words)
    return { client, command, close: async () => client.disconnect() }
  },
}

describe.skipIf(!redis).each(Object.entries(libraries))(`a rate limiter over %s${why}`, (_, connect) => {
  const connected = redis ? connect() : null
  afterAll(async () => (await connected)?.close())

  async function limiterOver(prefix = newPrefix()) {
    const { client, command } = (await connected) ?? (await connect())
    return { ...createRedisRateLimiter({ client, prefix }), command }
  }

  it('grants as many turns at once as may run, and each again when it was given back', async () => {
    const { take } = await limiterOver()
    const limits = { ...plenty, concurrent: 3 }
    const turns = await Promise.all(Array.from({ length: 20 }, () => take('ada', limits)))
    expect(turns.filter(isGranted)).toHaveLength(3)
    expect(turns.find((turn) => !turn.isGranted)).toEqual({ isGranted: false, retryAfterMs: 1000 })
    const [first] = turns.filter(isGranted)
    await first?.release()
    await first?.release()
    const again = await Promise.all([take('ada', limits), take('ada', limits)])
    expect(again.filter(isGranted)).toHaveLength(1)
  })

  it('grants as many turns in any minute as may begin, and says when the next may', async () => {
    const prefix = newPrefix()
    const { take, command } = await limiterOver(prefix)
    const limits = { ...plenty, perMinute: 2 }
    for (const turn of [await take('ada', limits), await take('ada', limits)]) if (isGranted(turn)) await turn.release()
    const refused = await take('ada', limits)
    expect(refused).toEqual({ isGranted: false, retryAfterMs: expect.any(Number) })
    expect(refused).toMatchObject({ retryAfterMs: expect.closeTo(60_000, -5) })
    const [oldest = ''] = (await command('ZRANGE', `${prefix}{ada}:minute`, '0', '0')) as string[]
    await command('ZINCRBY', `${prefix}{ada}:minute`, '-60000', oldest)
    expect((await take('ada', limits)).isGranted).toBe(true)
    expect((await take('ada', limits)).isGranted).toBe(false)
  })

  it('counts identities apart, whatever their names', async () => {
    const { take } = await limiterOver()
    const names = ['', 'a', '}', 'a}b', 'a}{b', 'a%7db', '🙂', '\u0000', 'x'.repeat(10_000)]
    for (const name of names) expect((await take(name, { ...plenty, perMinute: 1 })).isGranted, name).toBe(true)
    for (const name of names) expect((await take(name, { ...plenty, perMinute: 1 })).isGranted, name).toBe(false)
  })

  it('gets a turn back which nobody gave back, after its lease, while others come and go', async () => {
    const { take } = await limiterOver()
    const two = { ...plenty, concurrent: 2, leaseMs: 1000 }
    await take('ada', two)
    const takeTwo = async () => {
      const turns = [await take('ada', two), await take('ada', two)].filter(isGranted)
      for (const turn of turns) await turn.release()
      return turns.length
    }
    expect(await takeTwo()).toBe(1)
    await expect.poll(takeTwo, { timeout: 10_000 }).toBe(2)
  })

  it('leaves nothing behind once its keys are old', async () => {
    const prefix = newPrefix()
    const { take, reserve, command } = await limiterOver(prefix)
    await take('ada', { ...plenty, leaseMs: 5000 })
    await reserve('ada', { usd: 1, perMs: 7000, reserveUsd: 0.1 })
    const keys = (await command('KEYS', `${prefix}*`)) as string[]
    const times = await Promise.all(keys.map(async (each) => Number(await command('PTTL', each))))
    expect(times).toHaveLength(3)
    for (const time of times) expect(time).toBeGreaterThan(0)
  })

  it('goes on when the server has forgotten its scripts', async () => {
    const { take, command } = await limiterOver()
    await take('ada', plenty)
    await command('SCRIPT', 'FLUSH')
    expect((await take('ada', plenty)).isGranted).toBe(true)
  })

  it('holds back what requests may cost, so that a burst cannot overspend', async () => {
    const { reserve } = await limiterOver()
    const limit = { usd: 1, perMs: 60_000, reserveUsd: 0.1 }
    const held = await Promise.all(Array.from({ length: 50 }, () => reserve('ada', limit)))
    expect(held.filter(isGranted)).toHaveLength(10)
    expect(held.find((each) => !each.isGranted)).toEqual({ isGranted: false, retryAfterMs: 1000 })
    for (const each of held.filter(isGranted)) await each.settle(0.05)
    for (const each of held.filter(isGranted)) await each.settle(0.05)
    const more = await Promise.all(Array.from({ length: 50 }, () => reserve('ada', limit)))
    expect(more.filter(isGranted)).toHaveLength(5)
  })

  it('refuses until the window is over once the money is spent', async () => {
    const { reserve } = await limiterOver()
    const limit = { usd: 1, perMs: 1500, reserveUsd: 0.5 }
    const first = await reserve('ada', limit)
    if (isGranted(first)) await first.settle(0.8)
    const refused = await reserve('ada', limit)
    expect(refused).toEqual({ isGranted: false, retryAfterMs: expect.any(Number) })
    await expect.poll(async () => (await reserve('ada', limit)).isGranted, { timeout: 10_000 }).toBe(true)
  })

  it('counts what a request cost which held nothing back, and a cost beyond all measure', async () => {
    const { reserve } = await limiterOver()
    const free = await reserve('ada', { usd: 1, perMs: 60_000, reserveUsd: 0 })
    if (isGranted(free)) await free.settle(0.5)
    expect((await reserve('ada', { usd: 1, perMs: 60_000, reserveUsd: 0.6 })).isGranted).toBe(false)
    const endless = await reserve('eve', { usd: 1, perMs: 60_000, reserveUsd: 0.5 })
    if (isGranted(endless)) await endless.settle(1e13)
    expect((await reserve('eve', { usd: 1, perMs: 60_000, reserveUsd: 0 })).isGranted).toBe(false)
  })

  it('counts what settles late in the window of its reservation only', async () => {
    const { reserve } = await limiterOver()
    const late = await reserve('ada', { usd: 1, perMs: 50, reserveUsd: 0.5 })
    const now = { usd: 1, perMs: 60_000, reserveUsd: 0.5 }
    await expect.poll(async () => (await reserve('ada', { ...now, reserveUsd: 1 })).isGranted).toBe(true)
    if (isGranted(late)) await late.settle(1)
    expect(await reserve('ada', now)).toEqual({ isGranted: false, retryAfterMs: 1000 })
  })
})

describe.skipIf(!redis)(`over a Redis which fails${why}`, () => {
  it('a command which is sent twice counts once', async () => {
    const client = await createClient({ url }).connect()
    const twice = async (run: () => Promise<unknown>) => {
      await run()
      return run()
    }
    const doubled: NodeRedisClient = {
      evalSha: (sha, input) => twice(() => client.evalSha(sha, input)),
      eval: (script, input) => twice(() => client.eval(script, input)),
    }
    const { take, reserve } = createRedisRateLimiter({ client: doubled, prefix: newPrefix() })
    const turns = [
      await take('ada', { ...plenty, concurrent: 2, perMinute: 2 }),
      await take('ada', { ...plenty, concurrent: 2, perMinute: 2 }),
    ]
    expect(turns.filter(isGranted)).toHaveLength(2)
    const limit = { usd: 1, perMs: 60_000, reserveUsd: 0.5 }
    const [first, second] = [await reserve('ada', limit), await reserve('ada', limit)]
    expect([first, second].filter(isGranted)).toHaveLength(2)
    if (isGranted(first)) await first.settle(0.25)
    if (isGranted(second)) await second.settle(0.25)
    expect((await reserve('ada', limit)).isGranted).toBe(true)
    client.destroy()
  })

  it('turn and money of a request which ends while it is away are given back when it is there again', async () => {
    const link = await forThisTest(startLink(url))
    const client = createClient({ url: link.url, disableOfflineQueue: true, socket: { reconnectStrategy: 20 } })
    await client.on('error', () => {}).connect()
    const { take, reserve } = createRedisRateLimiter({ client, prefix: newPrefix() })
    const one = { ...plenty, concurrent: 1 }
    const limit = { usd: 1, perMs: 60_000, reserveUsd: 0.75 }
    const [turn, money] = [await take('ada', one), await reserve('ada', limit)]
    if (!isGranted(turn) || !isGranted(money)) throw new Error('refused')
    await link.cut()
    const ended = Promise.all([turn.release(), money.settle(0.25)])
    await expect(take('ada', one)).rejects.toThrow()
    await link.mend()
    await ended
    expect([(await take('ada', one)).isGranted, (await reserve('ada', limit)).isGranted]).toEqual([true, true])
    client.destroy()
  })

  it('requests are refused, and nothing is asked of Together AI', async () => {
    const client = await createClient({ url }).connect()
    client.destroy()
    const { relay, calls } = setup({ rateLimiter: createRedisRateLimiter({ client }) })
    const refusal = await refusalFrom(await relay(chatRequest()))
    expect(refusal).toMatchObject({ status: 503, code: 'rate_limiter_unavailable' })
    expect(calls).toHaveLength(0)
  })
})

describe('a request which ends while Redis is away', () => {
  afterEach(() => {
    vi.useRealTimers()
  })

  /** A client which fails from the second command on, and how often it was asked. */
  async function granted(failures: number) {
    vi.useFakeTimers()
    let asked = -1
    const evalSha = async () => {
      asked += 1
      if (asked > 0 && asked <= failures) throw new Error('The client is offline')
      return [1]
    }
    const turn = await createRedisRateLimiter({ client: { evalSha, eval: evalSha } }).take('ada', plenty)
    if (!isGranted(turn)) throw new Error('refused')
    return { release: turn.release, asked: () => asked }
  }

  it('gives its turn back at the first try which succeeds, and once, however often it is asked', async () => {
    const { release, asked } = await granted(3)
    const released = Promise.all([release(), release()])
    await vi.advanceTimersByTimeAsync(5000)
    await released
    await release()
    expect(asked()).toBe(4)
  })

  it('tries for half a minute, ever less often, and then leaves it to the lease', async () => {
    const { release, asked } = await granted(Number.POSITIVE_INFINITY)
    const failed = expect(release()).rejects.toThrow('offline')
    await vi.advanceTimersByTimeAsync(29_000)
    expect(asked()).toBeGreaterThan(5)
    expect(asked()).toBeLessThan(30)
    await vi.advanceTimersByTimeAsync(10_000)
    await failed
    const before = asked()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(asked()).toBe(before)
  })
})

describe('what is no Redis client', () => {
  it.each([undefined, null, {}, { eval: () => {} }, 'redis://127.0.0.1'])('%j is refused at once', (client) => {
    expect(() => createRedisRateLimiter({ client: client as never })).toThrow(TypeError)
  })

  it('an answer which is no turn refuses the request', async () => {
    const client: NodeRedisClient = { evalSha: async () => 'OK', eval: async () => 'OK' }
    await expect(createRedisRateLimiter({ client }).take('ada', plenty)).rejects.toThrow('something else')
  })
})

describe.skipIf(!redis)(`two relay processes over one Redis${why}`, { timeout: 60_000 }, () => {
  /** Two relays, and how often their upstream was asked; it answers an `endless` prompt slowly, any other at once. */
  async function start(limits: Partial<RelayLimits>) {
    let asked = 0
    const simulator = createSimulator({
      tokensPerSecond: 0,
      script: ({ body }) => {
        asked += 1
        const isEndless = JSON.stringify(body.messages).includes('endless')
        return reply(isEndless ? { text: 'word '.repeat(10_000), tokensPerSecond: 5 } : 'ok')
      },
    })
    const upstream = await forThisTest(serveHandler(simulator))
    const settings = {
      options: { upstreamUrl: `${upstream.origin}/v1`, limits },
      redis: { url, prefix: newPrefix() },
    }
    const relays = await Promise.all([
      forThisTest(startRelayProcess(settings)),
      forThisTest(startRelayProcess(settings)),
    ])
    return { relays, asked: () => asked }
  }

  it('accept exactly 100 of 1,000 requests at a limit of 100', async () => {
    const { relays, asked } = await start({ perMinute: 100, concurrent: 1000 })
    const statuses: number[] = []
    const client = async (place: number) => {
      for (let count = 0; count < 20; count += 1) {
        const relay = relays[(place + count) % 2 === 0 ? 0 : 1]
        const response = await postChat(relay.origin, { stream: false })
        await response.text()
        statuses.push(response.status)
      }
    }
    await Promise.all(Array.from({ length: 50 }, (_, place) => client(place)))
    expect(statuses.filter((status) => status === 200)).toHaveLength(100)
    expect(statuses.filter((status) => status === 429)).toHaveLength(900)
    expect(asked()).toBe(100)
  })

  it('get the turns of one which was killed back once its requests must have ended', async () => {
    const { relays } = await start({ concurrent: 1, perMinute: 1000, totalMs: 3000, readMs: 400, authMs: 300 })
    const [killed, other] = relays
    const statusOfOther = async () => {
      const response = await postChat(other.origin, { stream: false })
      await response.text()
      return response.status
    }
    const startedAt = performance.now()
    const endless = await postChat(killed.origin, { messages: [{ role: 'user', content: 'endless' }] })
    expect(endless.status).toBe(200)
    await killed.close()
    await expect(endless.text()).rejects.toThrow()
    expect(await statusOfOther()).toBe(429)
    await expect.poll(statusOfOther, { timeout: 30_000, interval: 100 }).toBe(200)
    expect(performance.now() - startedAt).toBeGreaterThan(3900)
  })
})

function isGranted<Answer extends Turn | Reservation>(answer: Answer): answer is Extract<Answer, { isGranted: true }> {
  return answer.isGranted
}
