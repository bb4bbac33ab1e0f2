import { afterEach, describe, expect, it, vi } from 'vitest'
import type { RelayLimits } from '../../src/relay/index.js'
import { cut, reply, reset, type SimulatorStep, silence, status } from '../../src/testing/index.js'
import { chatRequest, key, llama, page, refusalFrom, setup, setupControlled } from './setup.js'

afterEach(() => {
  vi.useRealTimers()
})

/** Reads a response until it ends, one text per read. */
function reads(response: Response): { texts: string[]; done: Promise<void> } {
  const texts: string[] = []
  const reader = response.body?.getReader()
  const read = async () => {
    for (;;) {
      const result = await reader?.read()
      if (!result || result.done) return
      texts.push(new TextDecoder().decode(result.value))
    }
  }
  return { texts, done: read() }
}

describe('one JSON reply to a streamed request', () => {
  const buffered = async () => Response.json({ id: 'x', choices: [{ index: 0, message: { content: 'Whole.' } }] })

  it('passes to a client which says that it reads JSON', async () => {
    const { relay } = setup({}, buffered)
    const response = await relay(chatRequest({}, { accept: 'application/json' }))
    expect([response.status, response.headers.get('content-type')]).toEqual([
      200,
      expect.stringMatching(/^application\/json/),
    ])
    expect((await response.json()).choices[0].message.content).toBe('Whole.')
  })

  it('is refused for any other', async () => {
    const { relay } = setup({}, buffered)
    expect((await refusalFrom(await relay(chatRequest()))).code).toBe('upstream_protocol')
  })
})

describe('a streamed reply', () => {
  it('passes event by event, with headers of the relay only', async () => {
    const { relay, stream } = setupControlled()
    const response = await relay(chatRequest())
    expect(Object.fromEntries(response.headers)).toEqual({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
      'x-content-type-options': 'nosniff',
    })
    const { texts, done } = reads(response)
    await stream.text('Hel')
    expect(texts).toHaveLength(1)
    await stream.finish()
    await done
    expect(texts.join('')).toMatch(/Hel.*data: \[DONE\]\n\n$/s)
  })

  it('is read from the upstream no faster than the client reads', async () => {
    let pulled = 0
    const body = () =>
      new ReadableStream<Uint8Array>(
        {
          pull(controller) {
            pulled += 1
            controller.enqueue(new TextEncoder().encode('data: {}\n\n'))
          },
        },
        { highWaterMark: 0 },
      )
    const { relay } = setup({}, async () => new Response(body(), { headers: { 'content-type': 'text/event-stream' } }))
    const response = await relay(chatRequest())
    const reader = response.body?.getReader()
    await reader?.read()
    await reader?.read()
    expect(pulled).toBe(2)
    await reader?.cancel()
  })

  it('closes the upstream and frees the turn when the client cancels', async () => {
    const { relay, stream, entries } = setupControlled({ limits: { concurrent: 1 } })
    const response = await relay(chatRequest())
    expect((await relay(chatRequest())).status).toBe(429)
    await response.body?.cancel()
    await stream.cancelled
    expect(entries).toMatchObject([{ status: 429 }, { status: 200, code: 'client_closed' }])
    expect((await relay(chatRequest()).catch(() => null))?.status).not.toBe(429)
  })

  it('closes the upstream and frees the turn when the request is aborted, read or not', async () => {
    const { relay, stream, entries } = setupControlled()
    const client = new AbortController()
    await relay(chatRequest({}, {}, client.signal))
    client.abort()
    await stream.cancelled
    expect(entries).toMatchObject([{ status: 200, code: 'client_closed' }])
  })

  it('is whole to a client which leaves after [DONE]', async () => {
    const { relay, stream, entries } = setupControlled()
    const reader = (await relay(chatRequest())).body?.getReader()
    const read = reader?.read()
    await stream.event('[DONE]')
    await read
    await reader?.cancel()
    expect(entries).toMatchObject([{ status: 200, code: null }])
  })

  it('is not whole through words like its end', async () => {
    const { relay, stream, entries } = setupControlled()
    const reader = (await relay(chatRequest())).body?.getReader()
    const read = reader?.read()
    await stream.text('\ndata: [DONE]')
    await read
    await reader?.cancel()
    expect(entries).toMatchObject([{ status: 200, code: 'client_closed' }])
  })

  it('ends with an error event when the upstream breaks off, after whole events only', async () => {
    const { relay, stream, entries } = setupControlled()
    const { texts, done } = reads(await relay(chatRequest()))
    await stream.text('Hel')
    await stream.bytes('data: {"half')
    await stream.error(new Error(`reset ${key}`))
    await done
    const events = texts.join('').split('\n\n').filter(Boolean)
    expect(events).toHaveLength(2)
    expect(JSON.parse(events[1]?.slice(6) ?? '')).toEqual({
      error: { code: 'upstream_broken', message: expect.any(String) },
    })
    expect(entries[0]).toMatchObject({ status: 200, code: 'upstream_broken' })
    expect(JSON.stringify([texts, entries])).not.toContain(key)
  })

  it('ends with an error event when it is too large', async () => {
    const { relay, stream } = setupControlled({ limits: { outputBytes: 1000 } })
    const { texts, done } = reads(await relay(chatRequest()))
    for (let sent = 0; sent < 5; sent += 1) await stream.text('x'.repeat(50))
    await done
    expect(texts.at(-1)).toContain('"code":"output_too_large"')
    expect(stream.isCancelled).toBe(true)
  })

  it('ends with an error event when time is up', async () => {
    vi.useFakeTimers()
    const { relay, stream } = setupControlled({ limits: { totalMs: 5000 } })
    const { texts, done } = reads(await relay(chatRequest()))
    await stream.text('Hel')
    await vi.advanceTimersByTimeAsync(5000)
    await done
    expect(texts.at(-1)).toContain('"code":"upstream_timeout"')
    expect(stream.isCancelled).toBe(true)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('keeps a clean end without [DONE] as it is', async () => {
    const { relay } = setup({}, [cut(2)])
    const text = await (await relay(chatRequest())).text()
    expect(text.match(/data: /g)).toHaveLength(2)
    expect(text).not.toContain('error')
  })
})

describe('another reply', () => {
  it('comes whole', async () => {
    const { relay } = setup({}, [reply('whole')])
    const response = await relay(chatRequest({ stream: false }))
    expect(await response.json()).toMatchObject({ choices: [{ message: { content: 'whole' } }] })
    expect(response.headers.get('cache-control')).toContain('no-store')
  })

  describe('which is long', () => {
    const long = { choices: [], text: 'x'.repeat(1_000_000) }
    const setupLong = (limits: Partial<RelayLimits> = {}) =>
      setup({ limits: { concurrent: 1, ...limits } }, async () => Response.json(long))

    it('keeps its turn until it was read', async () => {
      const { relay, entries } = setupLong()
      const response = await relay(chatRequest({ stream: false }))
      expect((await relay(chatRequest({ stream: false }))).status).toBe(429)
      const text = await response.text()
      expect(JSON.parse(text)).toEqual(long)
      expect(entries.at(-1)).toMatchObject({ status: 200, code: null, outputBytes: text.length })
      expect((await relay(chatRequest({ stream: false }))).status).toBe(200)
    })

    it('gives its turn back when the client leaves, however the relay is told', async () => {
      const { relay, entries } = setupLong()
      await (await relay(chatRequest({ stream: false }))).body?.cancel()
      const client = new AbortController()
      const response = await relay(chatRequest({ stream: false }, {}, client.signal))
      client.abort()
      await expect(response.text()).rejects.toThrow()
      expect((await relay(chatRequest({ stream: false }))).status).toBe(200)
      const left = { status: 200, code: 'client_closed' }
      expect(entries).toMatchObject([left, left])
    })

    it('breaks off when time is up', async () => {
      const { relay, entries } = setupLong({ totalMs: 30 })
      const response = await relay(chatRequest({ stream: false }))
      const reader = response.body?.getReader()
      await reader?.read()
      await reader?.closed.catch(() => {})
      await expect(reader?.read()).rejects.toThrow()
      expect(entries).toMatchObject([{ status: 200, code: 'upstream_timeout' }])
      expect((await relay(chatRequest({ stream: false }))).status).toBe(200)
    })

    it('is handed over no faster than it is read', async () => {
      const { relay, entries } = setupLong()
      const reader = (await relay(chatRequest({ stream: false }))).body?.getReader()
      await reader?.read()
      await reader?.cancel()
      expect(entries[0]?.outputBytes).toBeLessThan(100_000)
    })
  })

  it('lists the allowed models only', async () => {
    const { relay, calls } = setup()
    const models = (await (await relay(new Request(`${page}/v1/models`))).json()) as { id: string }[]
    expect(models.map((model) => model.id)).toEqual([llama])
    expect(calls[0]?.body).toBeNull()
  })

  it('completes a prompt', async () => {
    const { relay, calls } = setup({}, [reply('ok')])
    const body = JSON.stringify({ model: llama, prompt: 'x' })
    const headers = { 'content-type': 'application/json' }
    const response = await relay(new Request(`${page}/v1/completions`, { method: 'POST', headers, body }))
    expect(await response.json()).toMatchObject({ choices: [{ text: 'ok' }] })
    expect(calls[0]?.url).toBe('https://api.together.xyz/v1/completions')
  })
})

describe('errors of the upstream', () => {
  const secretBody = { error: { message: `${key} the prompt`, type: 'x', param: null, code: null } }
  const withType = (type: string) => ({ error: { ...secretBody.error, type } })
  const cases: [string, SimulatorStep, number, string, string | null][] = [
    ['401', status(401, { body: secretBody }), 502, 'upstream_unauthorized', null],
    ['a redirect', status(302, { headers: { location: 'http://169.254.169.254/' } }), 502, 'upstream_redirect', null],
    ['HTML', status(200, { body: '<html>' }), 502, 'upstream_protocol', null],
    ['404', status(404, { body: secretBody }), 404, 'upstream_not_found', null],
    ['503', status(503, { body: secretBody, headers: { 'retry-after': '3' } }), 503, 'upstream_overloaded', '3'],
    ['524', status(524, { body: '<html>stack' }), 524, 'upstream_error', null],
    [
      '429',
      status(429, { body: secretBody, headers: { 'x-ratelimit-reset': '12.2' } }),
      429,
      'upstream_rate_limited',
      '13',
    ],
    ['a model limit', status(429, { body: withType('model_rate_limit') }), 429, 'model_rate_limit', '1'],
    ['used-up credit', status(429, { body: withType('credit_limit') }), 402, 'credit_limit', null],
    [
      'a stream-only model',
      status(400, { body: { error: { code: 'streaming_required' } } }),
      400,
      'streaming_required',
      null,
    ],
  ]

  it.each(cases)('%s keeps status and wait, in words of the relay', async (_, step, wanted, code, retryAfter) => {
    const { relay, entries } = setup({}, [step])
    const response = await relay(chatRequest())
    const refusal = await refusalFrom(response)
    expect(refusal).toMatchObject({ status: wanted, code })
    if (wanted !== 402) expect(response.headers.get('retry-after')).toBe(retryAfter)
    expect(JSON.stringify([refusal, entries])).not.toMatch(/the prompt|tgp_v1|stack/)
  })

  it.each([600, 999])('are 502 with a status which no response can have: %i', async (told) => {
    const odd = async () => Object.defineProperty(new Response('odd'), 'status', { value: told })
    const { relay, entries } = setup({}, odd)
    expect(await refusalFrom(await relay(chatRequest()))).toMatchObject({ status: 502, code: 'upstream_error' })
    expect(entries).toMatchObject([{ status: 502, code: 'upstream_error' }])
  })

  it('are 502 without a connection', async () => {
    const failing = async () => {
      throw new TypeError(`connect failed ${key}`)
    }
    const { relay, entries } = setup({}, failing)
    const refusal = await refusalFrom(await relay(chatRequest()))
    expect(refusal).toMatchObject({ status: 502, code: 'upstream_unreachable' })
    expect(JSON.stringify([refusal, entries])).not.toContain(key)
  })

  it('are 504 when it stays silent, and 502 when a whole reply breaks off', async () => {
    const silent = setup({ limits: { totalMs: 30 } }, [silence(0, { phase: 'headers' })])
    expect(await refusalFrom(await silent.relay(chatRequest()))).toMatchObject({
      status: 504,
      code: 'upstream_timeout',
    })
    const half = setup({ limits: { totalMs: 30 } }, [silence(0), reset(0)])
    expect((await half.relay(chatRequest({ stream: false }))).status).toBe(504)
    expect((await half.relay(chatRequest({ stream: false }))).status).toBe(502)
  })
})

describe('the log', () => {
  it('has one entry per request, when it has ended, without keys and prompts', async () => {
    const { relay, stream, entries } = setupControlled({ authenticate: () => ({ id: 'ada' }) })
    const response = await relay(chatRequest({}, { authorization: 'Bearer secret' }))
    expect(entries).toHaveLength(0)
    const reading = response.text()
    await stream.text('Hello')
    await stream.finish()
    const text = await reading
    expect(entries).toEqual([
      {
        method: 'POST',
        path: '/chat/completions',
        status: 200,
        code: null,
        identity: 'ada',
        model: llama,
        outputBytes: new TextEncoder().encode(text).byteLength,
        durationMs: expect.any(Number),
      },
    ])
  })

  it('has null for paths and models the relay does not know', async () => {
    const { relay, entries } = setup()
    await relay(new Request(`${page}/secret/path?key=1`))
    await relay(chatRequest({ model: 'secret/model' }))
    expect(entries).toMatchObject([
      { path: null, status: 404, code: 'not_found', identity: null },
      { path: '/chat/completions', status: 400, code: 'model_not_allowed', model: null, identity: 'public' },
    ])
  })

  it('may fail without harm', async () => {
    const { relay } = setup({
      log: () => {
        throw new Error('disk full')
      },
    })
    expect((await relay(chatRequest({ stream: false }))).status).toBe(200)
  })
})
