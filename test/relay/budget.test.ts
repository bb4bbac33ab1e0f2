import { describe, expect, it, vi } from 'vitest'
import {
  createMemoryRateLimiter,
  type RateLimiter,
  type RelayOptions,
  type Reservation,
  type SpendLimit,
  type TurnLimit,
} from '../../src/relay/index.js'
import { reset } from '../../src/testing/index.js'
import { chatRequest, key, llama, refusalFrom, setup, setupControlled } from './setup.js'
import { serveUpstream } from './sockets/serveUpstream.js'

type Reserve = NonNullable<RateLimiter['reserve']>

/** A dollar a token of a reply, and nothing for the prompt. */
const price = { input: 0, output: 1e6 }
const usage = (tokens: number) => ({ prompt_tokens: 1, completion_tokens: tokens })
const replyOf = (tokens: number) => async () => Response.json({ choices: [], usage: usage(tokens) })

function budgeted(options: Partial<RelayOptions> = {}): Partial<RelayOptions> {
  return { models: { [llama]: { price } }, limits: { maxTokens: 10 }, budget: { usd: 25 }, ...options }
}

/** A limiter which notes what it is asked and told. */
function noting(): { rateLimiter: RateLimiter; asked: SpendLimit[]; spent: number[] } {
  const asked: SpendLimit[] = []
  const spent: number[] = []
  const { take } = createMemoryRateLimiter()
  const rateLimiter: RateLimiter = {
    take,
    reserve: (_, limit) => {
      asked.push(limit)
      return { isGranted: true, settle: (usd) => void spent.push(usd) }
    },
  }
  return { rateLimiter, asked, spent }
}

const whole = (body: object = {}) => chatRequest({ stream: false, ...body })

describe('a budget', () => {
  it('refuses with 429 and a wait what could go past it, without calling Together AI', async () => {
    const { relay, calls, entries } = setup(budgeted({ budget: { usd: 25, perMs: 60_000 } }), replyOf(8))
    for (let sent = 0; sent < 2; sent += 1) expect((await relay(whole())).status).toBe(200)
    const refused = await relay(whole())
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(50)
    expect(await refusalFrom(refused)).toMatchObject({ status: 429, code: 'budget_exceeded' })
    expect((await relay(whole({ max_tokens: 9 }))).status).toBe(200)
    expect([calls.length, entries.at(2)?.code]).toEqual([3, 'budget_exceeded'])
  })

  it('cannot be overspent by requests at once', async () => {
    const { relay, calls } = setup(budgeted(), replyOf(10))
    const responses = await Promise.all(Array.from({ length: 20 }, () => relay(whole())))
    expect(responses.filter((response) => response.status === 200)).toHaveLength(2)
    expect(calls).toHaveLength(2)
  })

  it('is counted for each identity', async () => {
    const authenticate = (request: Request) => ({ id: request.headers.get('authorization') ?? 'nobody' })
    const { relay } = setup(budgeted({ authenticate }), replyOf(20))
    const statusFor = async (who: string) =>
      (await relay(chatRequest({ stream: false }, { authorization: who }))).status
    expect([await statusFor('ada'), await statusFor('ada'), await statusFor('eve')]).toEqual([200, 429, 200])
  })

  it('holds back the tokens of all choices and of the prompt, and is settled with what was used', async () => {
    const { rateLimiter, asked, spent } = noting()
    const models = { [llama]: { price: { input: 4e6, output: 1e6 } } }
    const { relay, calls } = setup(budgeted({ rateLimiter, models }), replyOf(3))
    await relay(whole({ n: 2, max_tokens: 7 }))
    const bytes = new TextEncoder().encode(JSON.stringify(calls[0]?.body)).byteLength
    expect(asked).toEqual([{ usd: 25, perMs: 86_400_000, reserveUsd: 4 * bytes + 14 }])
    expect(spent).toEqual([4 + 3])
  })

  it('counts the most it can be where the client leaves before the end', async () => {
    const { rateLimiter, spent } = noting()
    const { relay, stream } = setupControlled(budgeted({ rateLimiter }))
    const reader = (await relay(chatRequest())).body?.getReader()
    const read = reader?.read()
    await stream.event({ choices: [], usage: usage(1) })
    await read
    await reader?.cancel()
    expect(spent).toEqual([10])
  })

  it('counts the most it can be where the client leaves before anything is known of the prompt', async () => {
    const { rateLimiter, asked, spent } = noting()
    const models = { [llama]: { price: { input: 1, output: 1 } } }
    const { relay } = setup(budgeted({ rateLimiter, models }), () => new Promise<Response>(() => {}))
    const client = new AbortController()
    const messages = [{ role: 'user', content: '🧿'.repeat(1000) }] // three tokens each
    const answer = relay(chatRequest({ messages }, {}, client.signal))
    await vi.waitFor(() => expect(asked).toHaveLength(1), 10_000)
    client.abort()
    await answer
    expect(spent).toEqual(asked.map(({ reserveUsd }) => reserveUsd))
    expect(spent[0]).toBeGreaterThan(3000 / 1e6)
  })

  it('counts the most it can be where a reply came to its end and told no usage', async () => {
    const { rateLimiter, spent } = noting()
    const { relay, stream } = setupControlled(budgeted({ rateLimiter }))
    const reading = (await relay(chatRequest())).text()
    await stream.text('one event with many words in it')
    await stream.event('[DONE]')
    await stream.close()
    await reading
    await setup(budgeted({ rateLimiter }), async () => Response.json({ choices: [] })).relay(whole())
    expect(spent).toEqual([10, 10])
  })

  it.each([500, 502, 504, 520, 524, 529])(
    'counts the most it can be after status %i, where it may have been at work',
    async (code) => {
      const { rateLimiter, spent } = noting()
      await setup(budgeted({ rateLimiter }), async () => new Response('x', { status: code })).relay(whole())
      expect(spent).toEqual([10])
    },
  )

  it.each([302, 400, 401, 402, 403, 404, 413, 422, 429, 503])(
    'counts nothing after status %i, which refuses',
    async (code) => {
      const { rateLimiter, spent } = noting()
      await setup(budgeted({ rateLimiter }), async () => new Response('x', { status: code })).relay(whole())
      expect(spent).toEqual([0])
    },
  )

  it('counts the most it can be where a reply has another content type, or broke off unseen', async () => {
    const { rateLimiter, spent } = noting()
    await setup(budgeted({ rateLimiter }), async () => Response.json({ usage: usage(3) })).relay(chatRequest())
    await setup(budgeted({ rateLimiter }), [reset(0)]).relay(whole())
    expect(spent).toEqual([10, 10])
  })

  it.each([
    ['ECONNREFUSED', 0],
    ['ENOTFOUND', 0],
    ['EAI_AGAIN', 0],
    ['UND_ERR_CONNECT_TIMEOUT', 0],
    ['ECONNRESET', 10],
    ['UND_ERR_SOCKET', 10],
    ['UND_ERR_HEADERS_TIMEOUT', 10],
    [undefined, 10],
  ])('counts where fetch fails with %s: %i', async (code, wanted) => {
    const { rateLimiter, spent } = noting()
    const fetch = async () => {
      throw new TypeError('fetch failed', { cause: Object.assign(new Error('the cause'), { code }) })
    }
    const response = await setup(budgeted({ rateLimiter, fetch })).relay(whole())
    expect([response.status, spent]).toEqual([code === 'UND_ERR_HEADERS_TIMEOUT' ? 504 : 502, [wanted]])
  })

  it('counts the most it can be over a socket which is reset before its headers, and nothing over a closed port', async () => {
    const { rateLimiter, spent } = noting()
    const fetch = globalThis.fetch
    const upstream = await serveUpstream((reply) => reply.socket?.resetAndDestroy())
    const { relay } = setup(budgeted({ rateLimiter, fetch, upstreamUrl: upstream.url }))
    await relay(whole())
    await upstream.close()
    await relay(whole())
    expect(spent).toEqual([10, 0])
  })

  it('gets everything back of a request which never reached Together AI', async () => {
    const { rateLimiter, asked, spent } = noting()
    const client = new AbortController()
    const reserve: Reserve = (id, limit) => {
      client.abort()
      return rateLimiter.reserve?.(id, limit) ?? { isGranted: false, retryAfterMs: 0 }
    }
    const { relay, calls } = setup(budgeted({ rateLimiter: { take: rateLimiter.take, reserve } }))
    await relay(chatRequest({}, {}, client.signal))
    expect([asked.length, spent, calls]).toEqual([1, [0], []])
  })

  it('lets no safety model pass, not even a listed one, since its cost is in no usage', async () => {
    const { rateLimiter, asked } = noting()
    const { relay, calls } = setup(budgeted({ rateLimiter }))
    const refusal = await refusalFrom(await relay(whole({ safety_model: llama })))
    expect(refusal).toMatchObject({ status: 400, code: 'model_not_allowed' })
    expect(refusal.message).toContain('safety_model')
    expect((await relay(whole({ safety_model: null }))).status).toBe(200)
    expect([calls.length, asked.length]).toEqual([1, 1])
  })

  it('is not asked for what the policy refuses, nor without a key', async () => {
    const { rateLimiter, asked } = noting()
    await setup(budgeted({ rateLimiter })).relay(chatRequest({ n: 9 }))
    await setup(budgeted({ rateLimiter, apiKey: { resolveValue: () => null } })).relay(chatRequest())
    expect(asked).toEqual([])
  })

  it('is not asked for without one', async () => {
    const { rateLimiter, asked } = noting()
    const { relay } = setup({ rateLimiter }, replyOf(1))
    expect((await relay(whole())).status).toBe(200)
    expect(asked).toEqual([])
  })

  it.each<[string, Reserve]>([
    [
      'throws',
      () => {
        throw new Error(`redis down ${key}`)
      },
    ],
    ['rejects', async () => Promise.reject(new Error(`redis down ${key}`))],
    ['hangs', () => new Promise<Reservation>(() => {})],
  ])('whose limiter %s refuses, and gives the turn back', async (_, reserve) => {
    const { take } = createMemoryRateLimiter()
    const limits = { concurrent: 1, authMs: 20 }
    const { relay, calls, entries } = setup(budgeted({ rateLimiter: { take, reserve }, limits }))
    for (let sent = 0; sent < 2; sent += 1) {
      const refusal = await refusalFrom(await relay(whole()))
      expect(refusal).toMatchObject({ status: 503, code: 'rate_limiter_unavailable' })
      expect(JSON.stringify([refusal, entries])).not.toContain(key)
    }
    expect(calls).toEqual([])
  })

  it('whose limiter can no longer count money refuses, and asks for nothing', async () => {
    const rateLimiter = createMemoryRateLimiter()
    const { relay, calls } = setup(budgeted({ rateLimiter }))
    delete rateLimiter.reserve
    expect(await refusalFrom(await relay(whole()))).toMatchObject({ status: 503, code: 'rate_limiter_unavailable' })
    expect(calls).toEqual([])
  })

  it('which is granted too late is given back', async () => {
    const { rateLimiter, spent } = noting()
    let grant = () => {}
    const reserve: Reserve = (id, limit) =>
      new Promise<Reservation>((resolve) => {
        grant = () => resolve(rateLimiter.reserve?.(id, limit) ?? { isGranted: false, retryAfterMs: 0 })
      })
    const { relay } = setup(budgeted({ rateLimiter: { take: rateLimiter.take, reserve }, limits: { authMs: 20 } }))
    expect((await relay(whole())).status).toBe(503)
    grant()
    await new Promise((resolve) => setImmediate(resolve))
    expect(spent).toEqual([0])
  })
})

describe('a turn', () => {
  it('is leased for as long as the longest request, so that none outlives its turn', async () => {
    const asked: TurnLimit[] = []
    const take = (_: string, limit: TurnLimit) => {
      asked.push(limit)
      return { isGranted: true as const, release: () => {} }
    }
    const limits = { concurrent: 2, perMinute: 3, authMs: 10, readMs: 200, totalMs: 4000 }
    await setup({ rateLimiter: { take }, limits }, replyOf(1)).relay(whole())
    expect(asked).toEqual([{ concurrent: 2, perMinute: 3, leaseMs: 4220 }])
  })

  it('is given back by a method which needs its object, and may fail to be, at once or later', async () => {
    class Granted {
      readonly isGranted = true
      left = 1
      async release() {
        this.left -= 1
        throw new Error('redis down')
      }
    }
    const turns: Granted[] = []
    const take = () => {
      const turn = new Granted()
      turns.push(turn)
      return turn
    }
    const { relay } = setup({ rateLimiter: { take } }, replyOf(1))
    expect((await relay(whole())).status).toBe(200)
    expect(turns.map(({ left }) => left)).toEqual([0])
  })

  it('which is granted too late is given back', async () => {
    let released = 0
    let grant = () => {}
    const release = () => {
      released++
    }
    const take = () =>
      new Promise<{ isGranted: true; release: () => void }>((resolve) => {
        grant = () => resolve({ isGranted: true, release })
      })
    const { relay } = setup({ rateLimiter: { take }, limits: { authMs: 20 } })
    expect(await refusalFrom(await relay(whole()))).toMatchObject({ status: 503, code: 'rate_limiter_unavailable' })
    grant()
    await new Promise((resolve) => setImmediate(resolve))
    expect(released).toBe(1)
  })
})
