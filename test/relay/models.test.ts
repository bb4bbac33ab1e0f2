import { afterEach, describe, expect, it, vi } from 'vitest'
import type { RelayOptions } from '../../src/relay/index.js'
import { llama, page, refusalFrom, setup } from './setup.js'

afterEach(() => {
  vi.useRealTimers()
})

const models = (signal?: AbortSignal) => new Request(`${page}/v1/models`, signal ? { signal } : {})
const rows = [{ id: llama, type: 'chat' }, { id: 'other/model' }, { id: [llama] }, null, llama]

/** A relay whose upstream answers when told to. */
function waiting(options: Partial<RelayOptions> = {}) {
  const answers: ((response: Response) => void)[] = []
  const signals: AbortSignal[] = []
  const answer = (request: Request) => {
    signals.push(request.signal)
    return new Promise<Response>((resolve) => answers.push(resolve))
  }
  return { ...setup(options, answer), answers, signals }
}

describe('the list of models', () => {
  it('is cut to the allowed ones, with their fields as they came', async () => {
    const { relay } = setup({}, async () => Response.json(rows))
    expect(await (await relay(models())).json()).toEqual([rows[0]])
    const wrapped = setup({}, async () => Response.json({ data: rows }))
    expect(await (await wrapped.relay(models())).json()).toEqual([rows[0]])
  })

  it('is asked once in five minutes', async () => {
    vi.useFakeTimers()
    const { relay, calls, entries } = setup({}, async () => Response.json(rows))
    const first = await (await relay(models())).text()
    await vi.advanceTimersByTimeAsync(299_999)
    const again = await relay(models())
    expect([again.headers.get('cache-control'), await again.text()]).toEqual(['no-store, no-transform', first])
    expect(calls).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(1)
    await relay(models())
    expect(calls).toHaveLength(2)
    expect(entries.map(({ status, outputBytes }) => [status, outputBytes])).toEqual(Array(3).fill([200, first.length]))
    expect(vi.getTimerCount()).toBe(0)
  })

  it('is asked once for all who wait for it', async () => {
    const { relay, answers, calls } = waiting()
    const responses = [relay(models()), relay(models()), relay(models())]
    await vi.waitFor(() => expect(answers).toHaveLength(1), 10_000)
    answers[0]?.(Response.json(rows))
    expect((await Promise.all(responses)).map(({ status }) => status)).toEqual([200, 200, 200])
    expect(calls).toHaveLength(1)
  })

  it('is asked each time with a cache of 0 milliseconds', async () => {
    const { relay, calls } = setup({ modelsCacheMs: 0 }, async () => Response.json(rows))
    await relay(models())
    await relay(models())
    expect(calls).toHaveLength(2)
  })

  it('is asked again after a failure, and no older one is shown instead', async () => {
    vi.useFakeTimers()
    let status = 200
    const { relay } = setup({ modelsCacheMs: 1000 }, async () => Response.json(rows, { status }))
    await relay(models())
    status = 503
    await vi.advanceTimersByTimeAsync(1000)
    expect(await refusalFrom(await relay(models()))).toMatchObject({ status: 503, code: 'upstream_overloaded' })
    status = 200
    expect((await relay(models())).status).toBe(200)
  })

  it('is refused where it is none', async () => {
    for (const body of ['{}', '5', '"x"', 'oops', 'null']) {
      const { relay } = setup({}, async () => new Response(body, { headers: { 'content-type': 'application/json' } }))
      expect(await refusalFrom(await relay(models()))).toMatchObject({ status: 502, code: 'upstream_protocol' })
    }
  })

  it('closes the upstream when the last one who waits has left, and not before', async () => {
    const { relay, answers, signals, entries } = waiting()
    const [one, other] = [new AbortController(), new AbortController()]
    const responses = [relay(models(one.signal)), relay(models(other.signal))]
    await vi.waitFor(() => expect(answers).toHaveLength(1), 10_000)
    one.abort()
    await responses[0]
    expect(signals[0]?.aborted).toBe(false)
    other.abort()
    await responses[1]
    expect(signals[0]?.aborted).toBe(true)
    expect(entries.map(({ code }) => code)).toEqual(['client_closed', 'client_closed'])
    const third = relay(models())
    await vi.waitFor(() => expect(answers).toHaveLength(2), 10_000)
    answers[1]?.(Response.json(rows))
    expect((await third).status).toBe(200)
  })

  it('is 504 when time is up, for each who waits', async () => {
    const { relay } = waiting({ limits: { totalMs: 20 } })
    const responses = await Promise.all([relay(models()), relay(models())])
    for (const response of responses) {
      expect(await refusalFrom(response)).toMatchObject({ status: 504, code: 'upstream_timeout' })
    }
  })
})
