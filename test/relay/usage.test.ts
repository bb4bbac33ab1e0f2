import { afterEach, describe, expect, it, vi } from 'vitest'
import type { RelayOptions, RelayUsage } from '../../src/relay/index.js'
import { checkEvents } from '../../src/relay/reply/replyErrors.js'
import { usageInEvents } from '../../src/relay/reply/usage.js'
import { reply, reset, silence, status } from '../../src/testing/index.js'
import { chatRequest, llama, page, setup, setupControlled } from './setup.js'

const price = { input: 2, output: 4, cached_input: 1 }
const usage = { prompt_tokens: 1000, completion_tokens: 500, total_tokens: 1500, cached_tokens: 200 }
/** 800 at 2, 200 at 1 and 500 at 4 dollars a million. */
const costUsd = 0.0038

function watched(options: Partial<RelayOptions> = {}): { usages: RelayUsage[]; options: Partial<RelayOptions> } {
  const usages: RelayUsage[] = []
  const onUsage = (each: RelayUsage) => usages.push(each)
  return { usages, options: { models: { [llama]: { price } }, onUsage, ...options } }
}

afterEach(() => {
  vi.useRealTimers()
})

describe('usage', () => {
  it('of a streamed reply is told once, when it has ended, with tokens, cost and times', async () => {
    const { usages, options } = watched({ authenticate: () => ({ id: 'ada' }) })
    const { relay, stream } = setupControlled(options)
    const response = await relay(chatRequest())
    const reading = response.text()
    await stream.text('Hello')
    expect(usages).toEqual([])
    await stream.finish({ usage })
    const text = await reading
    expect(usages).toEqual([
      {
        identity: 'ada',
        model: llama,
        path: '/chat/completions',
        status: 200,
        code: null,
        stream: true,
        promptTokens: 1000,
        cachedTokens: 200,
        completionTokens: 500,
        isEstimated: false,
        costUsd: expect.closeTo(costUsd, 10),
        firstByteMs: expect.any(Number),
        durationMs: expect.any(Number),
        outputBytes: new TextEncoder().encode(text).byteLength,
      },
    ])
  })

  it('of a whole reply is that of the reply', async () => {
    const { usages, options } = watched()
    const { relay } = setup(options, async () => Response.json({ choices: [], usage }))
    await relay(chatRequest({ stream: false }))
    expect(usages).toMatchObject([
      {
        identity: 'public',
        stream: false,
        promptTokens: 1000,
        isEstimated: false,
        costUsd: expect.closeTo(costUsd, 10),
      },
    ])
    expect(usages[0]?.firstByteMs).toBeGreaterThanOrEqual(0)
  })

  it('of a whole reply to a streamed request is told, too', async () => {
    const { usages, options } = watched()
    const { relay } = setup(options, async () => Response.json({ usage }))
    await relay(chatRequest({}, { accept: 'application/json' }))
    expect(usages).toMatchObject([{ stream: true, completionTokens: 500, isEstimated: false }])
  })

  it.each([
    ['a whole reply', false, 'application/json', ['{"choices"', ':[]}']],
    ['a streamed one', true, 'text/event-stream', ['data: {"choi', 'ces":[]}\n\n']],
  ])('tells when the first bytes of %s came, and not the last', async (_, stream, type, texts) => {
    vi.useFakeTimers({ toFake: ['performance'] })
    const pieces = texts.map((text) => new TextEncoder().encode(text))
    const body = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          vi.advanceTimersByTime(1000)
          const piece = pieces.shift()
          if (piece) controller.enqueue(piece)
          else controller.close()
        },
      },
      { highWaterMark: 0 },
    )
    const { usages, options } = watched()
    const { relay } = setup(options, async () => new Response(body, { headers: { 'content-type': type } }))
    await (await relay(chatRequest({ stream }))).text()
    expect(usages).toMatchObject([{ firstByteMs: 1000, durationMs: 3000 }])
  })

  it('of a completed prompt has its path', async () => {
    const { usages, options } = watched()
    const { relay } = setup(options, [reply('ok')])
    const headers = { 'content-type': 'application/json' }
    const body = JSON.stringify({ model: llama, prompt: 'Once' })
    await relay(new Request(`${page}/v1/completions`, { method: 'POST', headers, body }))
    expect(usages).toMatchObject([{ path: '/completions', isEstimated: false }])
    expect(usages[0]?.completionTokens).toBeGreaterThan(0)
  })

  it('counts cached tokens which are told in the details, and never more than the prompt has', async () => {
    const { usages, options } = watched()
    const nested = { prompt_tokens: 10, completion_tokens: 0, prompt_tokens_details: { cached_tokens: 40 } }
    const { relay } = setup(options, async () => Response.json({ usage: nested }))
    await relay(chatRequest({ stream: false }))
    expect(usages).toMatchObject([{ cachedTokens: 40, costUsd: expect.closeTo(10 / 1e6, 10) }])
  })

  it('costs null for a model without a price, and cached tokens as much as others without a price of theirs', async () => {
    const without = watched({ models: {} })
    await setup(without.options, async () => Response.json({ usage })).relay(chatRequest({ stream: false }))
    expect(without.usages).toMatchObject([{ costUsd: null, completionTokens: 500 }])
    const plain = watched({ models: { [llama]: { price: { input: 2, output: 4 } } } })
    await setup(plain.options, async () => Response.json({ usage })).relay(chatRequest({ stream: false }))
    expect(plain.usages[0]?.costUsd).toBeCloseTo(0.004, 10)
  })

  it('is the most it can be where a stream breaks off: a token for each byte of the request, and max_tokens', async () => {
    const { usages, options } = watched({ limits: { maxTokens: 50 } })
    const { relay, stream, calls } = setupControlled(options)
    const reading = (await relay(chatRequest())).text()
    await stream.text('Hel')
    await stream.text('lo')
    await stream.error()
    await reading
    const promptTokens = new TextEncoder().encode(JSON.stringify(calls[0]?.body)).byteLength
    expect(usages).toMatchObject([
      { code: 'upstream_broken', promptTokens, cachedTokens: 0, completionTokens: 50, isEstimated: true },
    ])
    expect(usages[0]?.costUsd).toBeCloseTo((promptTokens * 2 + 50 * 4) / 1e6, 10)
  })

  it('is the most it can be where the client leaves before the end', async () => {
    const { usages, options } = watched({ limits: { maxTokens: 50 } })
    const { relay, stream } = setupControlled(options)
    const reader = (await relay(chatRequest())).body?.getReader()
    const read = reader?.read()
    await stream.text('Hel')
    await read
    await reader?.cancel()
    expect(usages).toMatchObject([{ status: 200, completionTokens: 50, isEstimated: true }])
  })

  it('is final once [DONE] was sent, also when the client leaves then', async () => {
    const { usages, options } = watched()
    const { relay, stream } = setupControlled(options)
    const reader = (await relay(chatRequest())).body?.getReader()
    const reading = (async () => {
      for (let text = ''; !text.includes('[DONE]'); ) text += new TextDecoder().decode((await reader?.read())?.value)
    })()
    await stream.text('Hello')
    await stream.event({ choices: [], usage })
    await stream.event('[DONE]')
    await reading
    await reader?.cancel()
    expect(usages).toMatchObject([{ completionTokens: 500, isEstimated: false }])
  })

  it('told along the way holds for the prompt only', async () => {
    const { usages, options } = watched({ limits: { maxTokens: 50 } })
    const { relay, stream } = setupControlled(options)
    const reader = (await relay(chatRequest())).body?.getReader()
    const read = reader?.read()
    await stream.event({ choices: [{ delta: { content: 'a' } }], usage: { prompt_tokens: 7, completion_tokens: 1 } })
    await read
    await reader?.cancel()
    expect(usages).toMatchObject([{ promptTokens: 7, completionTokens: 50, isEstimated: true }])
  })

  it('is the most it can be where nothing of a reply was seen', async () => {
    const { usages, options } = watched()
    const silent = setup({ ...options, limits: { totalMs: 30, maxTokens: 50 } }, [
      silence(0),
      silence(0, { phase: 'headers' }),
    ])
    await silent.relay(chatRequest({ stream: false, n: 2 }))
    await silent.relay(chatRequest({ stream: false, n: 2 }))
    await setup({ ...options, limits: { maxTokens: 50 } }, [reset(0)]).relay(chatRequest({ stream: false }))
    expect(usages).toMatchObject([
      { status: 504, code: 'upstream_timeout', completionTokens: 100, isEstimated: true },
      { status: 504, code: 'upstream_timeout', completionTokens: 100, isEstimated: true, firstByteMs: null },
      { status: 502, code: 'upstream_broken', completionTokens: 50, isEstimated: true },
    ])
  })

  it('is nothing where Together AI refused', async () => {
    const { usages, options } = watched()
    const { relay } = setup(options, [status(503), status(401), status(302)])
    for (let sent = 0; sent < 3; sent += 1) await relay(chatRequest())
    const nothing = {
      promptTokens: 0,
      cachedTokens: 0,
      completionTokens: 0,
      isEstimated: false,
      costUsd: 0,
      firstByteMs: null,
    }
    expect(usages).toMatchObject([
      { ...nothing, status: 503, code: 'upstream_overloaded' },
      { ...nothing, status: 502, code: 'upstream_unauthorized' },
      { ...nothing, status: 502, code: 'upstream_redirect' },
    ])
  })

  it('is asked for where it is counted, whatever the client says, and left alone elsewhere', async () => {
    const { options } = watched()
    const counted = setup(options)
    await counted.relay(chatRequest({ stream_options: { include_usage: false, other: 1 } }))
    await counted.relay(chatRequest())
    await counted.relay(chatRequest({ stream: false }))
    expect(counted.calls.map(({ body }) => body?.stream_options)).toEqual([
      { include_usage: true, other: 1 },
      { include_usage: true },
      undefined,
    ])
    const uncounted = setup()
    await uncounted.relay(chatRequest({ stream_options: { include_usage: false } }))
    expect(uncounted.calls[0]?.body?.stream_options).toEqual({ include_usage: false })
  })

  it('is not told for what never reached Together AI, nor for models', async () => {
    const { usages, options } = watched({ apiKey: { resolveValue: () => null } })
    const refused = setup(options)
    await refused.relay(chatRequest({ n: 99 }))
    await refused.relay(chatRequest())
    await setup({ ...options, apiKey: 'x' }).relay(new Request(`${page}/models`))
    const gone = setup({ ...options, apiKey: 'x' })
    await gone.relay(chatRequest({}, {}, AbortSignal.abort()))
    expect(gone.calls).toEqual([])
    expect(gone.entries).toMatchObject([{ status: 499, code: 'client_closed' }])
    expect(usages).toEqual([])
  })

  it('of an image is what Together AI counts for one at most, not its bytes', async () => {
    const { usages, options } = watched()
    const { relay, stream } = setupControlled({ ...options, remoteMedia: true })
    const image = (url: string) => ({ type: 'image_url', image_url: { url } })
    const content = [image(`data:image/png;base64,${'A'.repeat(400_000)}`), image('https://x/y.png')]
    const reader = (await relay(chatRequest({ messages: [{ role: 'user', content }] }))).body?.getReader()
    await reader?.cancel()
    await stream.cancelled
    expect(usages[0]?.promptTokens).toBeGreaterThan(2 * 6404)
    expect(usages[0]?.promptTokens).toBeLessThan(2 * 6404 + 400)
  })

  it('may fail without harm, at once or later', async () => {
    const failures = [
      () => {
        throw new Error('disk full')
      },
      async () => {
        throw new Error('database down')
      },
    ]
    for (const onUsage of failures) {
      const { relay, entries } = setup({ onUsage })
      expect((await relay(chatRequest({ stream: false }))).status).toBe(200)
      expect(entries).toHaveLength(1)
    }
  })
})

describe('the usage which events tell', () => {
  const counts = { promptTokens: 1, cachedTokens: 0, completionTokens: 2 }
  const tokens = '{"prompt_tokens":1,"completion_tokens":2}'

  it.each([
    ['at once', `data: {"usage":${tokens}}\n\n`],
    ['without a space', `data:{"usage":${tokens}}\n\n`],
    ['with spaces', `data: { "a": 1, "usage" : ${tokens} }\n\n`],
    ['with carriage returns', `data: {"usage":${tokens}}\r\n\r\n`],
    ['among other fields', `: ping\nid: 1\nevent: message\ndata: {"choices":[{"g":"usage"}],"usage":${tokens}}\n\n`],
    ['without a line end', `data: {"usage":${tokens}}`],
    ['after a guess', `data: {"usage":{"prompt_tokens":9,"completion_tokens":9}}\n\ndata: {"usage":${tokens}}\n\n`],
    ['before null', `data: {"usage":${tokens}}\n\ndata: {"usage":null}\n\n`],
    ['before nothing', `data: {"usage":${tokens}}\n\ndata: {"usage":{}}\n\n`],
  ])('is found %s', (_, text) => {
    expect(usageInEvents(text)).toEqual(counts)
  })

  it.each([
    ['a text with it', `data: {"content":"\\"usage\\":${tokens.replaceAll('"', '\\"')}"}\n\n`],
    ['a deeper place', `data: {"choices":[{"usage":${tokens}}]}\n\n`],
    ['another field', `event: {"usage":${tokens}}\n\n`],
    ['a comment', `:data: {"usage":${tokens}}\n\n`],
    ['half an event', `data: {"usage":${tokens}\n\n`],
    ['a list', 'data: {"usage":[{"prompt_tokens":1}]}\n\n'],
    ['words as numbers', 'data: {"usage":{"prompt_tokens":"1","completion_tokens":-2}}\n\n'],
  ])('is not taken from %s', (_, text) => {
    expect(usageInEvents(text)).toBeNull()
  })
})

describe('the end of a stream', () => {
  const isDone = (text: string) => checkEvents(new TextEncoder().encode(text)).isDone

  it('is [DONE] as the data of an event, and not in its words or a comment', () => {
    expect(isDone(': ping\n\ndata: {}\n\ndata:{}\n\n')).toBe(false)
    expect(isDone('data: {}\n\ndata: [DONE]\n\n')).toBe(true)
    expect(isDone('data: {"content":"[DONE]"}\n\n: [DONE]\n\n')).toBe(false)
  })
})
