// Requests of every kind which a stranger could send, most of them close to one that passes.
import fc from 'fast-check'
import { llama, page } from './setup.js'

export const goodToken = 'Bearer a-good-token-of-ada'
export const promptMark = 'the-secret-of-the-prompt'

/** A request as plain data, so that a failing one can be read. */
export interface FuzzedRequest {
  relay: 'open' | 'strict'
  method: string
  path: string
  headers: Record<string, string>
  body: string | Uint8Array
}

/** The request itself. */
export function requestOf({ method, path, headers, body }: FuzzedRequest): Request {
  const carries = method !== 'GET' && method !== 'HEAD'
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : new Uint8Array(body)
  return new Request(page + path, { method, headers, ...(carries ? { body: bytes } : {}) })
}

const hostileTexts = [
  '',
  'x',
  'null',
  llama,
  `${llama}\u0000`,
  'constructor',
  '__proto__',
  '../../etc/passwd',
  'http://169.254.169.254/latest/meta-data',
  'data:image/png;base64,AAAA',
  '{{7*7}}',
  '\u202e\ud800',
  'y'.repeat(3000),
]

const values = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom<unknown>(null, true, false, 0, 1, 2, 3, -1, 1.5, 1e308, [], {}, [[]], [{}]) },
  { weight: 3, arbitrary: fc.constantFrom<unknown>(...hostileTexts) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 2 }) },
)

const tool = fc.record(
  {
    type: fc.constantFrom(...Array(6).fill('function'), 'mcp'),
    function: fc.oneof(fc.record({ name: fc.constantFrom<unknown>('look', 'look', 'delete', null, ['look']) }), values),
    server_url: fc.constant('https://evil.test'),
  },
  { requiredKeys: ['function'] },
)

const url = fc.constantFrom<unknown>(
  'data:image/png;base64,AAAA',
  'DATA:,',
  'https://x/y.png',
  'file:///x',
  ' data:,',
  5,
  null,
)
const part = fc.oneof(
  fc.record({ type: fc.constant('text'), text: fc.oneof(fc.constant('x'), values) }),
  { weight: 4, arbitrary: fc.record({ type: fc.constant('image_url'), image_url: fc.oneof(url, fc.record({ url })) }) },
  fc.record({ type: fc.constantFrom('video_url', 'audio_url', 'input_audio', 'file'), other_url: url }),
  fc.record({
    type: fc.constant('input_audio'),
    input_audio: fc.record({ data: fc.oneof(url, fc.constant('AAAA')), url }, { requiredKeys: ['data'] }),
  }),
  fc.record(
    { type: fc.constant('text'), text: fc.constant('x'), image: url, imageUrl: url },
    { requiredKeys: ['type', 'text'] },
  ),
  values,
)

const message = fc.oneof(
  { weight: 6, arbitrary: fc.constant<unknown>({ role: 'user', content: promptMark }) },
  { weight: 2, arbitrary: fc.record({ role: fc.constant('user'), content: fc.array(part, { maxLength: 2 }) }) },
  {
    weight: 3,
    arbitrary: fc.record(
      {
        role: fc.constantFrom<unknown>(
          'user',
          'assistant',
          'tool',
          'system',
          'developer',
          'System',
          'function',
          'root',
          5,
        ),
        content: fc.oneof(fc.constant<unknown>(promptMark), fc.array(part, { maxLength: 3 }), values),
        images: fc.array(url, { maxLength: 1 }),
        name: values,
      },
      { requiredKeys: ['role', 'content'] },
    ),
  },
  { weight: 1, arbitrary: values },
)

/** What may take the place of a field: mostly what it may be, or close to it. */
const changes: Record<string, fc.Arbitrary<unknown>> = {
  model: fc.constantFrom<unknown>(llama, llama, llama.toLowerCase(), 'other/model', [llama], null),
  messages: fc.oneof({ weight: 4, arbitrary: fc.array(message, { maxLength: 7 }) }, { weight: 1, arbitrary: values }),
  prompt: fc.oneof(fc.constant<unknown>('Once'), values),
  max_tokens: fc.oneof(fc.integer({ min: -5, max: 1e6 }), values),
  n: fc.oneof(fc.integer({ min: 0, max: 4 }), values),
  stream: fc.oneof(fc.boolean(), values),
  safety_model: fc.constantFrom<unknown>(llama, null, 'other/model'),
  tools: fc.oneof(fc.array(tool, { maxLength: 3 }), values),
  tool_choice: fc.oneof(fc.constantFrom<unknown>('auto', 'none', 'required'), tool, values),
  function_call: fc.oneof(fc.constantFrom<unknown>('auto', 'none'), fc.record({ name: values })),
  chat_template_kwargs: fc.oneof(fc.constant<unknown>({ thinking: true }), values),
  response_format: values,
  logit_bias: values,
  echo: values,
  best_of: values,
  max_completion_tokens: values,
}

const plain = { model: llama, messages: [{ role: 'user', content: promptMark }], stream: true }
const prompted = { model: llama, prompt: promptMark }

const change = fc.oneof(
  ...Object.entries(changes).map(([field, value]) => ({
    weight: { messages: 8, tools: 3 }[field] ?? 1, // those in which the most can hide
    arbitrary: value.map((changed): [string, unknown] => [field, changed]),
  })),
)

/** A few changes at a time: with many of them nothing would come past the first check. */
const nearlyFine = fc
  .tuple(fc.constantFrom<object>(plain, plain, prompted), fc.array(change, { maxLength: 3 }))
  .map(([base, changed]) => JSON.stringify({ ...base, ...Object.fromEntries(changed) }))

const body = fc.oneof(
  { weight: 12, arbitrary: nearlyFine },
  { weight: 1, arbitrary: fc.json() },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '',
      '{',
      '[]',
      'null',
      '5',
      '['.repeat(15_000),
      `{"messages":${'['.repeat(9000)}${']'.repeat(9000)}}`,
      `{"model":"${'x'.repeat(20_001)}"}`,
      `{"model":"x","model":"${llama}"}`,
      `{"__proto__":{"model":"${llama}"}}`,
      JSON.stringify({ ...plain, constructor: 1 }),
      '\ufeff{}',
    ),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(nearlyFine, fc.nat(), fc.nat({ max: 255 })).map(([text, place, byte]) => {
      const bytes = new TextEncoder().encode(text)
      bytes[place % bytes.length] = byte
      return bytes
    }),
  },
)

const path = fc.oneof(
  { weight: 12, arbitrary: fc.constant('/api/together/chat/completions') },
  { weight: 3, arbitrary: fc.constantFrom('/v1/completions', '/models', '/chat/completions?key=1&upstream=http://x') },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '/',
      '/chat/completions/',
      '/CHAT/COMPLETIONS',
      '/chat%2fcompletions',
      '/files',
      '/models/x',
    ),
  },
  { weight: 1, arbitrary: fc.webPath() },
)

const headerValue = fc.stringMatching(/^[\x21-\x7e]([\x20-\x7e]{0,60}[\x21-\x7e])?$/)

const headers = fc
  .record({
    type: fc.constantFrom(
      ...Array(10).fill('application/json'),
      'application/json; charset=utf-8',
      'APPLICATION/JSON',
      'text/plain',
      'multipart/form-data',
      'application/jsonx',
      '',
    ),
    origin: fc.constantFrom(
      ...Array(6).fill(undefined),
      page,
      page,
      'null',
      'https://evil.test',
      `${page}.evil.test`,
      '',
    ),
    site: fc.constantFrom(...Array(8).fill(undefined), 'same-origin', 'none', 'cross-site', 'x'),
    authorization: fc.constantFrom<string | undefined>(
      ...Array(6).fill(goodToken),
      undefined,
      'throw',
      'Bearer x',
      'Basic eDp5',
    ),
    accept: fc.constantFrom(undefined, '*/*', 'application/json', 'text/event-stream'),
    others: fc.dictionary(
      fc.constantFrom('x-forwarded-for', 'x-base-url', 'x-api-key', 'cookie', 'host', 'accept-encoding', 'x-other'),
      headerValue,
      { maxKeys: 2 },
    ),
  })
  .map(({ type, origin, site, authorization, accept, others }) => {
    const named = { ...others, 'content-type': type, origin, 'sec-fetch-site': site, authorization, accept }
    return Object.fromEntries(
      Object.entries(named).filter((entry): entry is [string, string] => entry[1] !== undefined),
    )
  })

/** Every kind of request, in shares which let each check see some of them. */
export const fuzzedRequests: fc.Arbitrary<FuzzedRequest> = fc.record({
  relay: fc.constantFrom('open', 'strict'),
  method: fc.oneof(
    { weight: 15, arbitrary: fc.constant('POST') },
    { weight: 2, arbitrary: fc.constant('GET') },
    { weight: 1, arbitrary: fc.constantFrom('PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD', 'PROPFIND') },
  ),
  path,
  headers,
  body,
})
