import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { RelayLogEntry, RelayOptions, RelayUsage } from '../../src/relay/index.js'
import { type FuzzedRequest, fuzzedRequests, goodToken, promptMark, requestOf } from './fuzzedRequests.js'
import { llama, page, setup, type UpstreamCall } from './setup.js'

/** FUZZ_RUNS=100000 for more. */
const runs = Number(process.env.FUZZ_RUNS ?? 10_000)
const seed = 20_261_122
const key = 'tgp_v1_kJ7wQ2xV9bN4mR6tY1pL5'
const systemPrompt = 'Sell shoes, and nothing else.'

/** Eight characters of the key, as they are or encoded, are a leak. */
const pieces = [key, btoa(key), Buffer.from(key).toString('hex'), encodeURIComponent(key)].flatMap((text) =>
  Array.from({ length: text.length - 7 }, (_, start) => text.slice(start, start + 8)),
)

const authenticate = async (request: Request) => {
  const token = request.headers.get('authorization')
  if (token === 'throw') throw new Error(`database down ${key}`)
  return token === goodToken ? { id: 'ada' } : null
}

const limits = { maxTokens: 100, choices: 2, messages: 5, tools: 2, bodyBytes: 20_000, concurrent: 1e6, perMinute: 1e9 }

const open: Partial<RelayOptions> = { allowedOrigins: [page], limits }
const strict: Partial<RelayOptions> = {
  ...open,
  authenticate,
  systemPrompt,
  tools: ['look'],
  models: { [llama]: { maxTokens: 50, price: { input: 1, output: 1 } } },
  budget: { usd: 1e9 },
}

const event = 'data: {"id":"x","choices":[{"index":0,"delta":{"content":"ok"},"finish_reason":"stop"}]}\n\n'
const hostileHeaders = { 'x-echo': key, 'set-cookie': `key=${key}`, 'x-request-id': key, server: key }

/** Answers well, under headers which nobody must see. */
async function fineUpstream(request: Request): Promise<Response> {
  if (request.method === 'GET') return Response.json([{ id: llama }], { headers: hostileHeaders })
  const { stream } = (await request.json()) as { stream?: boolean }
  if (!stream) return Response.json({ choices: [] }, { headers: hostileHeaders })
  const headers = { ...hostileHeaders, 'content-type': 'text/event-stream' }
  return new Response(`${event}data: [DONE]\n\n`, { headers })
}

interface Outcome {
  status: number
  text: string
  headers: [string, string][]
  entries: RelayLogEntry[]
  usages: RelayUsage[]
  calls: UpstreamCall[]
}

function relayOver(options: Partial<RelayOptions>, upstream: (request: Request) => Promise<Response>) {
  const usages: RelayUsage[] = []
  const { relay, calls, entries } = setup({ ...options, apiKey: key, onUsage: (each) => usages.push(each) }, upstream)
  return async (fuzzed: FuzzedRequest): Promise<Outcome> => {
    const response = await relay(requestOf(fuzzed))
    const text = await response.text()
    const outcome = { status: response.status, text, headers: [...response.headers] }
    return { ...outcome, entries: entries.splice(0), usages: usages.splice(0), calls: calls.splice(0) }
  }
}

function expectNoLeak({ text, headers, entries, usages }: Outcome): void {
  const told = JSON.stringify([text, headers, entries, usages])
  expect(pieces.filter((piece) => told.includes(piece))).toEqual([])
  const logged = JSON.stringify([entries, usages])
  for (const secret of [promptMark, goodToken, systemPrompt]) expect(logged).not.toContain(secret)
  expect(told).not.toContain(systemPrompt)
}

/** Returns the refusal's code, or null. */
function expectTyped({ status, text, headers, entries }: Outcome, method: string): string | null {
  expect(entries).toHaveLength(1)
  expect(entries[0]).toMatchObject({ status, method })
  const always = [
    ['x-content-type-options', 'nosniff'],
    ['cache-control', 'no-store, no-transform'],
  ]
  expect(headers).toEqual(expect.arrayContaining(always))
  if (status < 400) return null
  const { error, ...others } = JSON.parse(text)
  expect(others).toEqual({})
  expect(Object.keys(error)).toEqual(['code', 'message'])
  expect(error).toEqual({ code: expect.stringMatching(/^[a-z_]+$/), message: expect.stringMatching(/^.{10,200}$/s) })
  expect(entries[0]?.code).toBe(error.code)
  expect(error.code).not.toBe('internal_error')
  return error.code
}

/** What the policy promises of everything which reaches Together AI. */
function expectWithinPolicy({ url, headers, body }: UpstreamCall, isStrict: boolean): void {
  expect(url).toMatch(/^https:\/\/api\.together\.xyz\/v1\/(chat\/completions|completions|models)$/)
  expect(Object.keys(headers).filter((name) => !['accept', 'authorization', 'content-type'].includes(name))).toEqual([])
  expect(headers.authorization).toBe(`Bearer ${key}`)
  if (!body) return
  expect(body.model).toBe(llama)
  expect([null, undefined, llama]).toContain(body.safety_model)
  expect(body.max_tokens).toBeLessThanOrEqual(isStrict ? 50 : 100)
  expect(body.max_tokens).toBeGreaterThanOrEqual(1)
  expect([null, undefined, 1, 2]).toContain(body.n)
  expect(Object.keys(body)).not.toContain('best_of')
  expectMediaInside((body.messages ?? []) as Record<string, unknown>[])
  for (const tool of (body.tools ?? []) as object[]) {
    expect(tool).toEqual({ type: 'function', function: expect.objectContaining({ name: expect.any(String) }) })
  }
  if (isStrict) expectStrict(body)
}

/** Every text of a message stands where it is read as a text, or is no address. */
function expectMediaInside(messages: Record<string, unknown>[]): void {
  for (const { role, content, name, reasoning, tool_calls, ...others } of messages) {
    const isFull = (value: unknown) => value !== null && typeof value === 'object' && JSON.stringify(value) !== '[]'
    expect(Object.values(others).filter(isFull)).toEqual([])
    const parts = Array.isArray(content) ? content : []
    const rest = parts.map(({ type, text, ...part }: Record<string, unknown>) => part)
    expect(JSON.stringify([others, rest])).not.toMatch(/(https?|file|ftp):\/\//i)
  }
}

function expectStrict({ messages, tools, echo }: Record<string, unknown>): void {
  expect(Boolean(echo)).toBe(false)
  const [first, ...others] = messages as { role: string; content: unknown }[]
  expect(first).toEqual({ role: 'system', content: systemPrompt })
  expect(others.filter(({ role }) => role === 'system' || role === 'developer')).toEqual([])
  const names = ((tools ?? []) as { function: { name: string } }[]).map((tool) => tool.function.name)
  expect(names.filter((name) => name !== 'look')).toEqual([])
}

const methods = ['log', 'info', 'warn', 'error', 'debug'] as const

beforeEach(() => {
  for (const method of methods) vi.spyOn(console, method)
})

afterEach(() => {
  for (const method of methods) expect(console[method]).not.toHaveBeenCalled()
  vi.restoreAllMocks()
})

/** What a stream is, whose head was sent before the error in it was seen. */
function expectErrorEvent({ text, entries }: Outcome): void {
  const [, data = 'null'] = /^data: (.*)\n\n$/.exec(text) ?? []
  expect(JSON.parse(data)).toEqual({
    error: { code: entries[0]?.code, message: expect.stringMatching(/^.{10,200}$/s) },
  })
}

describe('a relay', () => {
  it('tells no byte of its key, and refuses fuzzed requests by name or not at all, without Together AI', {
    timeout: 60_000 + runs * 20,
  }, async () => {
    const relays = { open: relayOver(open, fineUpstream), strict: relayOver(strict, fineUpstream) }
    const seen = new Map<string, number>()
    await fc.assert(
      fc.asyncProperty(fuzzedRequests, async (fuzzed) => {
        const outcome = await relays[fuzzed.relay](fuzzed)
        expectNoLeak(outcome)
        const code = expectTyped(outcome, fuzzed.method)
        if (code !== null) expect([code, outcome.calls, outcome.usages]).toEqual([code, [], []])
        for (const call of outcome.calls) expectWithinPolicy(call, fuzzed.relay === 'strict')
        const name = code ?? `passed by ${fuzzed.relay}`
        seen.set(name, (seen.get(name) ?? 0) + 1)
      }),
      { numRuns: runs, seed, endOnFailure: true },
    )
    expect(codesToSee.filter((code) => !seen.has(code))).toEqual([])
    expect(seen.get('passed by open')).toBeGreaterThan(runs / 50)
    expect(seen.get('passed by strict')).toBeGreaterThan(runs / 200)
  })

  it('tells no byte of its key when Together AI does, in a refusal, a redirect, a page, a reply or an event', {
    timeout: 60_000,
  }, async () => {
    const leaking = fc.record({
      status: fc.constantFrom(
        200,
        201,
        301,
        302,
        307,
        400,
        401,
        402,
        403,
        404,
        413,
        418,
        422,
        429,
        500,
        502,
        503,
        504,
        524,
      ),
      type: fc.constantFrom(
        'text/event-stream',
        'text/html',
        'text/plain',
        'application/json',
        'application/problem+json',
        '',
      ),
      body: fc.constantFrom(
        `{"error":{"message":"${key}","type":"${key}","code":"${key}"}}`,
        `{"error":"${key}","error_type":"${key}"}`,
        `{"id":"${key}", "error" : ["${key}"]}`,
        `data: {"error":{"message":"${key}"}}\n\ndata: [DONE]\n\n`,
        `data: {"error":"${key}"}`,
        `event: error\ndata: {"message":"${key}"}\n\n`,
        `data: ${key}\n\n`,
        `${key}\n\n`,
        `<html>${key}`,
        key,
        '',
      ),
      retryAfter: fc.constantFrom('', '5', key, '-1', 'Wed, 21 Oct 2099 07:28:00 GMT'),
    })
    await fc.assert(
      fc.asyncProperty(leaking, fc.boolean(), async ({ status, type, body, retryAfter }, stream) => {
        const headers = { ...hostileHeaders, location: `https://${key}.test/`, 'content-type': type }
        const upstream = async () => new Response(body, { status, headers: { ...headers, 'retry-after': retryAfter } })
        const { relay, calls, entries } = setup({ apiKey: key }, upstream)
        const request = { model: llama, messages: [{ role: 'user', content: promptMark }], stream }
        const response = await relay(
          new Request(`${page}/chat/completions`, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify(request),
          }),
        )
        const outcome = { status: response.status, text: await response.text(), headers: [...response.headers] }
        const whole: Outcome = { ...outcome, entries, usages: [], calls }
        expectNoLeak(whole)
        expect(calls).toHaveLength(1)
        const code = expectTyped(whole, 'POST')
        if (outcome.status >= 400) expect(code).not.toBeNull()
        else if (body !== '') expectErrorEvent(whole)
      }),
      { numRuns: Math.ceil(runs / 10), seed, endOnFailure: true },
    )
  })
})

const codesToSee = [
  'not_found',
  'method_not_allowed',
  'origin_not_allowed',
  'unsupported_media_type',
  'unauthorized',
  'authentication_unavailable',
  'body_too_large',
  'invalid_json',
  'invalid_body',
  'unknown_field',
  'model_not_allowed',
  'invalid_messages',
  'remote_url',
  'invalid_n',
  'invalid_tools',
  'tools_not_allowed',
  'invalid_max_tokens',
  'system_not_allowed',
  'completions_not_allowed',
  'passed by open',
  'passed by strict',
]
