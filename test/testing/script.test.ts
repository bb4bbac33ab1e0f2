import { describe, expect, it } from 'vitest'
import {
  createSimulator,
  cut,
  reply,
  reset,
  type SimulatorScript,
  silence,
  status,
  streamError,
} from '../../src/testing/index.js'
import { chatRequest, chunksFrom, chunksOf, contentOf } from './wire.js'

const fast = (script: SimulatorScript) => createSimulator({ tokensPerSecond: 0, script })

/** What a client gets until the body ends, breaks, or says nothing for a while. */
async function receive(response: Response): Promise<{ text: string; end: 'close' | 'reset' | 'silence' }> {
  const reader = response.body?.getReader()
  const decoder = new TextDecoder()
  let text = ''
  for (;;) {
    const quiet = new Promise<'silence'>((resolve) => setTimeout(() => resolve('silence'), 50))
    const read = await Promise.race([reader?.read().catch(() => 'reset' as const), quiet])
    if (read === 'reset' || read === 'silence') return { text, end: read }
    if (!read || read.done) return { text, end: 'close' }
    text += decoder.decode(read.value, { stream: true })
  }
}

describe('a script', () => {
  it('answers request by request and then falls back to made-up answers', async () => {
    const simulator = fast([reply('first'), status(503)])
    expect(contentOf(await chunksFrom(simulator(chatRequest({}))))).toBe('first')
    expect((await simulator(chatRequest({}))).status).toBe(503)
    expect(contentOf(await chunksFrom(simulator(chatRequest({}))))).not.toBe('')
  })

  it('may be a function of path, body, turn and headers', async () => {
    const simulator = fast(({ turn, body, path, headers }) =>
      reply(`${turn} ${body.model.split('/')[0]} ${path} ${headers.get('content-type')}`),
    )
    const content = contentOf(await chunksFrom(simulator(chatRequest({}))))
    expect(content).toBe('1 meta-llama /v1/chat/completions application/json')
  })

  it('answers for any model', async () => {
    expect(contentOf(await chunksFrom(fast([reply('ok')])(chatRequest({ model: 'my/model' }))))).toBe('ok')
  })
})

describe('a scripted reply', () => {
  it('has the reasoning, tool calls, finish reason and usage it was given', async () => {
    const step = reply({
      text: 'Looking.',
      reasoning: 'Hm.',
      toolCalls: [{ name: 'look', arguments: { at: 'it' }, id: 'call_x' }],
      finishReason: 'eos',
      usage: { prompt_tokens: 99 },
    })
    const response = await fast([step])(chatRequest({ stream: false }))
    expect(await response.json()).toMatchObject({
      choices: [
        {
          finish_reason: 'eos',
          message: {
            content: 'Looking.',
            reasoning: 'Hm.',
            tool_calls: [{ id: 'call_x', function: { arguments: '{"at":"it"}' } }],
          },
        },
      ],
      usage: { prompt_tokens: 99 },
    })
  })

  it('sends exact pieces and ready events', async () => {
    const step = reply({ chunks: ['Hel', 'lo', { choices: [], warnings: [{ message: 'careful' }] }] })
    const chunks = await chunksFrom(fast([step])(chatRequest({})))
    expect(chunks.slice(0, 2).map((chunk) => chunk.choices[0]?.text)).toEqual(['Hel', 'lo'])
    expect(chunks[2]).toEqual({ choices: [], warnings: [{ message: 'careful' }] })
    expect(chunks[3]?.choices[0]?.finish_reason).toBe('stop')
  })
})

describe('a scripted status', () => {
  it.each([
    [401, 'invalid_request_error', 'invalid_api_key'],
    [402, 'credit_limit', null],
    [429, 'dynamic_request_limited', null],
    [500, 'server_error', null],
    [503, 'server_error', null],
  ])('%i has the body Together AI sends', async (code, type, errorCode) => {
    const response = await fast([status(code)])(chatRequest({}))
    expect(response.status).toBe(code)
    expect(await response.json()).toMatchObject({
      error: { message: expect.any(String), type, param: null, code: errorCode },
    })
    expect(response.headers.get('x-ratelimit-reset')).toBe(code === 429 ? '1' : null)
  })

  it('takes another body and headers', async () => {
    const page = await fast([status(502, { body: '<html>Bad gateway</html>' })])(chatRequest({}))
    expect(page.headers.get('content-type')).toBe('text/html')
    const slow = status(429, { body: { error: 'slow' }, headers: { 'x-ratelimit-reset': '30' } })
    const response = await fast([slow])(chatRequest({}))
    expect(response.headers.get('x-ratelimit-reset')).toBe('30')
    expect(await response.json()).toEqual({ error: 'slow' })
  })
})

describe('a scripted fault', () => {
  it('sends an error event after some tokens', async () => {
    const { text, end } = await receive(await fast([streamError(2, 'Boom')])(chatRequest({})))
    const chunks = chunksOf(text)
    expect(chunks).toHaveLength(3)
    expect(chunks[2]?.error).toMatchObject({ message: 'Boom', type: 'server_error' })
    expect([end, text.includes('[DONE]')]).toEqual(['close', false])
  })

  it('cuts the body off cleanly, without finish reason and [DONE]', async () => {
    const { text, end } = await receive(await fast([cut(3)])(chatRequest({})))
    expect(chunksOf(text)).toHaveLength(3)
    expect(chunksOf(text).every((chunk) => chunk.choices[0]?.finish_reason === null)).toBe(true)
    expect([end, text.includes('[DONE]')]).toEqual(['close', false])
  })

  it('never finishes, even if the reply is shorter', async () => {
    const { text } = await receive(await fast([{ ...cut(500), text: 'Short.' }])(chatRequest({})))
    expect(contentOf(chunksOf(text))).toBe('Short.')
    expect(text).not.toContain('"finish_reason":"stop"')
  })

  it('breaks the connection', async () => {
    expect((await receive(await fast([reset(2)])(chatRequest({})))).end).toBe('reset')
  })

  it('goes silent', async () => {
    const { text, end } = await receive(await fast([silence(2)])(chatRequest({})))
    expect([chunksOf(text).length, end]).toEqual([2, 'silence'])
  })

  it('withholds the whole response until the client gives up', async () => {
    const client = new AbortController()
    const asked = fast([silence(0, { phase: 'headers' })])(chatRequest({}, client.signal))
    setTimeout(() => client.abort(), 10)
    await expect(asked).rejects.toMatchObject({ name: 'AbortError' })
  })

  it('breaks whole replies too', async () => {
    const ask = async (script: SimulatorScript) => receive(await fast(script)(chatRequest({ stream: false })))
    expect((await ask([reset(0)])).end).toBe('reset')
    const half = await ask([cut(0)])
    expect(() => JSON.parse(half.text)).toThrow()
    expect((await fast([streamError(0)])(chatRequest({ stream: false }))).status).toBe(500)
  })
})
