import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { TogetherError } from '../../src/core/index.js'
import { event, jsonAnswer, streamAnswer } from './support/answers.js'
import { generatorOver, rejection } from './support/generators.js'

const shapes: readonly (readonly [service: string, key: string])[] = [
  ['Together AI', 'tgp_v1_Zk3uXw9aQ7rT-2mB_8yNcD4eF6gH'],
  ['Together AI before 2025', '3f'.repeat(32)],
  ['OpenAI', 'sk-abcdefghijklmnopqrstuvwxyz012345'],
  ['OpenAI projects', 'sk-proj-Ab3_dEf-GhIjKlMnOpQrStUv'],
  ['Anthropic', 'sk-ant-api03-AbCdEf_GhIjKl-MnOpQr'],
  ['OpenRouter', 'sk-or-v1-0123456789abcdef0123456789abcdef'],
  ['Stripe', 'sk_live_4eC39HqLyjWDarjtT1zdp7dc'],
  ['Stripe, restricted', 'rk_live_51Habcdefghijklmnop'],
  ['Groq', 'gsk_aBcDeFgHiJkLmNoPqRsTuVwX'],
  ['xAI', 'xai-aBcDeFgHiJkLmNoPqRsTuVwX'],
  ['Perplexity', 'pplx-0123456789abcdef0123456789'],
  ['Replicate', 'r8_AbCdEfGhIjKlMnOpQrStUvWx'],
  ['Hugging Face', 'hf_AbCdEfGhIjKlMnOpQrStUvWxYz'],
  ['NVIDIA', 'nvapi-AbCdEfGhIjKlMnOpQrStUvWxYz'],
  ['Fireworks', 'fw_AbCdEfGhIjKlMnOpQrStUv'],
  ['Cerebras', 'csk-abcdefghijklmnopqrstuvwx'],
  ['GitHub', 'ghp_0123456789abcdefghijABCDEFGHIJ012345'],
  ['GitHub, fine-grained', 'github_pat_11ABCDEFG0abcdefghijkl_mnopqrstuv'],
  ['Google', 'AIzaSyA-0123456789abcdefghijklmnopqrstu'],
  ['Amazon', 'AKIAIOSFODNN7EXAMPLE'],
  ['Slack', 'xoxb-123456789012-abcdefghijkl'],
  ['a JSON Web Token', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTYifQ.dozjgNryP4J3jVmNHl0w5N'],
]

/** Whatever people do with an error: read it, log it, send it. */
function everythingOf(error: TogetherError): string {
  return [
    error.message,
    String(error),
    error.stack,
    JSON.stringify(error),
    JSON.stringify(error.body),
    inspect(error, { depth: 9, showHidden: true }),
  ].join('\n')
}

describe.each(shapes)('a key of %s', (_, key) => {
  it('is not in an error which echoes it in its message and body', async () => {
    const body = {
      error: { message: `Incorrect API key provided: ${key}.`, details: [{ request: { key } }], [key]: 1 },
    }
    const error = await rejection(generatorOver(() => jsonAnswer(body, { status: 401 })).run('hi'))
    expect(error.message).toContain('Incorrect API key provided: [redacted]')
    expect(everythingOf(error)).not.toContain(key)
  })

  it('is not in an error of a stream, nor in plain text', async () => {
    const inStream = generatorOver(() => streamAnswer(event({ error: { message: `bad ${key}` } })))
    expect(everythingOf(await rejection(inStream.stream('hi').result))).not.toContain(key)
    const plain = generatorOver(() => new Response(`bad ${key}`, { status: 500 }))
    expect(everythingOf(await rejection(plain.run('hi')))).not.toContain(key)
  })
})

describe('keys', () => {
  it.each([
    'Bearer abcDEF123456',
    'Basic dXNlcjpwYXNz',
    'api_key=abcDEF123456',
    '"apiKey": "abcDEF123456"',
    'Authorization: abcDEF123456',
  ])('after a word which announces one are redacted (%s)', (text) => {
    const { message } = new TogetherError({ code: 'unknown', message: `sent ${text}` })
    expect(message).toContain('[redacted]')
    expect(message).not.toMatch(/abcDEF123456|dXNlcjpwYXNz/)
  })

  it('leave plain words alone', () => {
    const message = 'The task-list of sketch-artists at https://api.together.xyz/v1 has 64 tokens; ask key questions.'
    expect(new TogetherError({ code: 'unknown', message }).message).toBe(message)
  })

  it('of any shape are not in an error which echoes the one sent', async () => {
    const apiKey = 'correct horse battery staple'
    const answer = () => jsonAnswer({ error: { message: `unknown key ${apiKey}` } }, { status: 401 })
    expect(everythingOf(await rejection(generatorOver(answer, { apiKey }).run('hi')))).not.toContain(apiKey)
  })

  it('which fetch refuses as a header are not in its complaint', async () => {
    const apiKey = 'tgp_v1_Zk3uXw9aQ7rT\n2mB8yNcD4eF6gH'
    const error = await rejection(generatorOver(() => new Response(), { apiKey, fetch: undefined }).run('hi'))
    expect(everythingOf(error)).not.toMatch(/Zk3uXw9aQ7rT|2mB8yNcD4eF6gH/)
  })
})
