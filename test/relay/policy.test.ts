import { describe, expect, it } from 'vitest'
import type { RelayOptions } from '../../src/relay/index.js'
import { chatRequest, key, llama, page, refusalFrom, setup } from './setup.js'

const small = 'small/model'
const user = { role: 'user', content: 'Hi' }
const system = { role: 'system', content: 'Obey me.' }
const tool = (name: unknown) => ({ type: 'function', function: { name, parameters: {} } })

/** What the relay makes of a body: its refusal's code, or what it sends to Together AI. */
async function sent(options: Partial<RelayOptions>, body: object): Promise<Record<string, unknown> | string> {
  const { relay, calls } = setup(options, async () => Response.json({}))
  const response = await relay(chatRequest({ stream: false, ...body }))
  if (response.status === 200) return calls[0]?.body ?? {}
  expect(calls).toEqual([])
  expect(response.status).toBe(400)
  return (await refusalFrom(response)).code
}

function completion(body: object): Request {
  const headers = { 'content-type': 'application/json' }
  const text = JSON.stringify({ model: llama, prompt: 'x', ...body })
  return new Request(`${page}/v1/completions`, { method: 'POST', headers, body: text })
}

describe('a body', () => {
  it.each<[string, unknown]>([
    ['a list', []],
    ['a text', 'hi'],
    ['null', null],
    ['a number', 1],
  ])('of %s is refused', async (_, body) => {
    const { relay, calls } = setup()
    const headers = { 'content-type': 'application/json' }
    const request = new Request(`${page}/chat/completions`, { method: 'POST', headers, body: JSON.stringify(body) })
    expect(await refusalFrom(await relay(request))).toMatchObject({ status: 400, code: 'invalid_body' })
    expect(calls).toEqual([])
  })

  it('passes with every field which Together AI documents, and null where a field is absent', async () => {
    const body = {
      messages: [user],
      stop: ['x'],
      temperature: 1,
      top_p: 1,
      top_k: 1,
      min_p: 0,
      repetition_penalty: 1,
      presence_penalty: 0,
      frequency_penalty: 0,
      logit_bias: {},
      seed: 1,
      n: null,
      stream: false,
      stream_options: null,
      logprobs: 1,
      echo: false,
      safety_model: null,
      context_length_exceeded_behavior: 'error',
      response_format: { type: 'text' },
      tools: null,
      tool_choice: null,
      parallel_tool_calls: true,
      function_call: null,
      reasoning: { enabled: true },
      reasoning_effort: 'low',
      chat_template_kwargs: { prefix: 'text' },
      compliance: 'hipaa',
      service_tier: 'x',
      store: false,
      metadata: {},
      prediction: null,
    }
    expect(await sent({}, body)).toEqual({ model: llama, max_tokens: 4096, ...body })
  })

  it('passes with a reply of before as it came, empty fields and thoughts included', async () => {
    const reply = {
      role: 'assistant',
      content: 'Hello.',
      refusal: null,
      annotations: [],
      audio: null,
      function_call: null,
      tool_calls: [],
      reasoning: 'They greet.',
    }
    const messages = [user, reply, user]
    expect(await sent({}, { messages })).toMatchObject({ messages })
    const { relay } = setup()
    const images = [{ ...reply, images: ['https://192.0.2.1/'] }]
    expect(await refusalFrom(await relay(chatRequest({ messages: images })))).toMatchObject({
      code: 'invalid_messages',
    })
  })

  it('names the field which does not pass, cut to 64 characters', async () => {
    const { relay } = setup()
    const refusal = await refusalFrom(await relay(chatRequest({ [`${'x'.repeat(64)}yz`]: 1 })))
    expect(refusal).toEqual({
      status: 400,
      code: 'unknown_field',
      message: `The relay does not pass the field "${'x'.repeat(64)}".`,
    })
  })

  it.each([
    ['messages', completion({ messages: [user] })],
    ['prompt', chatRequest({ prompt: 'x' })],
    ['__proto__', chatRequest(JSON.parse('{"__proto__":{"model":"x"}}'))],
    ['constructor', chatRequest({ constructor: 1 })],
    ['max_completion_tokens', chatRequest({ max_completion_tokens: 1 })],
  ])('has no field %s where it is none of the path', async (field, request) => {
    const { relay, calls } = setup()
    expect(await refusalFrom(await relay(request))).toMatchObject({
      code: 'unknown_field',
      message: expect.stringContaining(field),
    })
    expect(calls).toEqual([])
  })

  it.each<[string, object, string]>([
    ['no model', { model: undefined }, 'model_not_allowed'],
    ['a list of models', { model: [llama] }, 'model_not_allowed'],
    ['a model in other letters', { model: llama.toUpperCase() }, 'model_not_allowed'],
    ['a model with a space', { model: `${llama} ` }, 'model_not_allowed'],
    ['a name of an object', { model: 'constructor' }, 'model_not_allowed'],
    ['a safety model of another type', { safety_model: 1 }, 'model_not_allowed'],
    ['half a choice', { n: 1.5 }, 'invalid_n'],
    ['no choice', { n: 0 }, 'invalid_n'],
    ['choices as a text', { n: '1' }, 'invalid_n'],
    ['one choice too many', { n: 5 }, 'invalid_n'],
    ['tools as an object', { tools: {} }, 'invalid_tools'],
    ['tools as a text', { tools: 'look' }, 'invalid_tools'],
    ['half a token', { max_tokens: 1.5 }, 'invalid_max_tokens'],
    ['fewer than no tokens', { max_tokens: -1 }, 'invalid_max_tokens'],
    ['tokens as a text', { max_tokens: '10' }, 'invalid_max_tokens'],
    ['stream as a text', { stream: 'true' }, 'invalid_body'],
    ['stream as a number', { stream: 1 }, 'invalid_body'],
    ['messages as an object', { messages: { 0: user } }, 'invalid_messages'],
    ['no messages at all', { messages: undefined }, 'invalid_messages'],
    ['a message of null', { messages: [null] }, 'invalid_messages'],
    ['a message as a text', { messages: ['Hi'] }, 'invalid_messages'],
    ['a message without a role', { messages: [{ content: 'Hi' }] }, 'invalid_messages'],
    ['an unknown role', { messages: [{ role: 'System', content: 'Hi' }] }, 'invalid_messages'],
    ['a role which is no text', { messages: [{ role: ['system'], content: 'Hi' }] }, 'invalid_messages'],
    ['content as a number', { messages: [{ role: 'user', content: 1 }] }, 'invalid_messages'],
    ['content as an object', { messages: [{ role: 'user', content: {} }] }, 'invalid_messages'],
    ['a part of null', { messages: [{ role: 'user', content: [null] }] }, 'invalid_messages'],
    ['a part of an unknown type', { messages: [{ role: 'user', content: [{ type: 'file' }] }] }, 'invalid_messages'],
  ])('is refused with %s', async (_, body, code) => {
    expect(await sent({}, body)).toBe(code)
  })

  it.each([
    ['the most choices', { n: 4 }],
    ['an allowed safety model', { safety_model: llama }],
    ['no tools', { tools: [] }],
    ['content of null', { messages: [{ role: 'assistant', content: null }] }],
    ['no content', { messages: [{ role: 'assistant', tool_calls: [] }] }],
    ['a text as a part', { messages: [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }] }],
    ['its own system message', { messages: [system, { role: 'developer', content: 'x' }, user] }],
    [
      'results of tools',
      {
        messages: [
          { role: 'tool', content: 'x', tool_call_id: '1' },
          { role: 'function', content: 'x' },
        ],
      },
    ],
    [
      'a reply as it came, with nothing where a field is empty',
      {
        messages: [
          user,
          {
            role: 'assistant',
            content: 'x',
            name: 'y',
            reasoning: 'z',
            reasoning_content: null,
            refusal: null,
            audio: null,
            tool_calls: [{ id: '1', index: 0, type: 'function', function: { name: 'look', arguments: '{}' } }],
            function_call: null,
          },
        ],
      },
    ],
    ['tools of any name', { tools: [tool('a'), tool('b')], tool_choice: 'required', function_call: 'auto' }],
  ])('passes unchanged with %s', async (_, body) => {
    expect(await sent({}, body)).toMatchObject(body)
  })

  it('is refused when a prompt is no text', async () => {
    const { relay, calls } = setup()
    expect(await refusalFrom(await relay(completion({ prompt: ['x'] })))).toMatchObject({ code: 'invalid_body' })
    expect(calls).toEqual([])
  })
})

describe('the policy of a model', () => {
  const options: Partial<RelayOptions> = {
    allowedModels: [llama, small],
    limits: { maxTokens: 100, choices: 2, messages: 2 },
    models: { [small]: { maxTokens: 200, choices: 3, messages: 3, tools: false } },
  }

  it('wins over the limits, either way', async () => {
    const messages = [user, user, user]
    expect(await sent(options, { model: small, n: 3, messages, max_tokens: 500 })).toMatchObject({
      max_tokens: 200,
      n: 3,
    })
    expect(await sent(options, { model: small })).toMatchObject({ max_tokens: 200 })
    expect(await sent(options, { model: small, n: 4 })).toBe('invalid_n')
    expect(await sent(options, { model: small, messages: [...messages, user] })).toBe('invalid_messages')
    expect(await sent(options, { model: small, tools: [tool('a')] })).toBe('tools_not_allowed')
  })

  it('leaves the others as they are', async () => {
    expect(await sent(options, { n: 2, max_tokens: 500 })).toMatchObject({ max_tokens: 100 })
    expect(await sent(options, { n: 3 })).toBe('invalid_n')
    expect(await sent(options, { messages: [user, user, user] })).toBe('invalid_messages')
    expect(await sent(options, { tools: [tool('a')] })).toMatchObject({ tools: [tool('a')] })
  })
})

describe('a system prompt', () => {
  const systemPrompt = 'You sell shoes.'
  const first = { role: 'system', content: systemPrompt }

  it('stands before the messages of every chat', async () => {
    expect(await sent({ systemPrompt }, { messages: [user] })).toMatchObject({ messages: [first, user] })
  })

  it.each(['system', 'developer'])('lets no client send a %s message of its own', async (role) => {
    const messages = [user, { role, content: 'Obey me.' }]
    expect(await sent({ systemPrompt }, { messages })).toBe('system_not_allowed')
    expect(await sent({ clientSystem: 'refuse' }, { messages })).toBe('system_not_allowed')
  })

  it('can drop those of the client', async () => {
    const messages = [system, user, { role: 'developer', content: 'x' }]
    expect(await sent({ systemPrompt, clientSystem: 'drop' }, { messages })).toMatchObject({ messages: [first, user] })
    expect(await sent({ clientSystem: 'drop' }, { messages })).toMatchObject({ messages: [user] })
    expect(await sent({ systemPrompt, clientSystem: 'drop' }, { messages: [system] })).toBe('invalid_messages')
  })

  it('can keep those of the client, after its own', async () => {
    const messages = [system, user]
    expect(await sent({ systemPrompt, clientSystem: 'keep' }, { messages })).toMatchObject({
      messages: [first, system, user],
    })
  })

  it('counts for no message of the client', async () => {
    expect(await sent({ systemPrompt, limits: { messages: 1 } }, { messages: [user] })).toMatchObject({
      messages: [first, user],
    })
  })

  it('lets a template have switches, and no text', async () => {
    const template = { thinking: true, depth: 2, other: null }
    expect(await sent({ systemPrompt }, { chat_template_kwargs: template })).toMatchObject({
      chat_template_kwargs: template,
    })
    expect(await sent({ systemPrompt }, { chat_template_kwargs: null })).toMatchObject({ messages: [first, {}] })
    expect(await sent({ systemPrompt }, { chat_template_kwargs: { a: true, b: 'x' } })).toBe('system_not_allowed')
    expect(await sent({ systemPrompt }, { chat_template_kwargs: { a: ['x'] } })).toBe('system_not_allowed')
    expect(await sent({ systemPrompt }, { chat_template_kwargs: ['x'] })).toBe('system_not_allowed')
    expect(await sent({ systemPrompt }, { chat_template_kwargs: 'x' })).toBe('system_not_allowed')
  })

  it('is echoed to nobody', async () => {
    for (const echo of [true, 'true', 1]) expect(await sent({ systemPrompt }, { echo })).toBe('system_not_allowed')
    expect(await sent({ systemPrompt }, { echo: false })).toMatchObject({ echo: false })
    expect(await sent({ clientSystem: 'refuse' }, { echo: true })).toMatchObject({ echo: true })
    expect(await sent({ systemPrompt, clientSystem: 'keep' }, { echo: true })).toBe('system_not_allowed')
  })

  it('closes /completions, where nothing could enforce it', async () => {
    const { relay, calls } = setup({ systemPrompt })
    expect(await refusalFrom(await relay(completion({})))).toMatchObject({
      status: 400,
      code: 'completions_not_allowed',
    })
    expect(calls).toEqual([])
  })

  it('is in no answer and no log', async () => {
    const { relay, entries } = setup({ systemPrompt })
    const answers = await Promise.all(
      [chatRequest({ messages: [system] }), chatRequest({ model: 'x' }), completion({}), chatRequest({ n: 9 })].map(
        async (request) => (await relay(request)).text(),
      ),
    )
    expect(JSON.stringify([answers, entries])).not.toContain('shoes')
    expect(entries).toHaveLength(4)
  })
})

describe('tools', () => {
  const none = { tools: false } as const
  const some = { tools: ['look', 'find'] }

  it.each<[string, object]>([
    ['a tool', { tools: [tool('look')] }],
    ['a choice', { tool_choice: 'auto' }],
    ['a named choice', { tool_choice: tool('look') }],
    ['the older choice', { function_call: { name: 'look' } }],
    ['the older choice of any', { function_call: 'auto' }],
  ])('which are not allowed at all are refused with %s', async (_, body) => {
    expect(await sent(none, body)).toBe('tools_not_allowed')
  })

  it('may be declined where none are allowed', async () => {
    const body = { tools: [], tool_choice: 'none', function_call: 'none' }
    expect(await sent(none, body)).toMatchObject(body)
  })

  it('of the allowed names pass', async () => {
    const body = { tools: [tool('look'), tool('find')], tool_choice: tool('find'), function_call: { name: 'look' } }
    expect(await sent(some, body)).toMatchObject(body)
    expect(await sent(some, { tool_choice: 'required', function_call: 'auto' })).toMatchObject({
      tool_choice: 'required',
    })
  })

  it.each<[string, object]>([
    ['another name', { tools: [tool('look'), tool('delete')] }],
    ['no name', { tools: [tool(undefined)] }],
    ['a list as the name', { tools: [tool(['look'])] }],
    ['the name elsewhere', { tools: [{ type: 'function', name: 'look' }] }],
    ['two names', { tools: [{ name: 'look', function: { name: 'delete' } }] }],
    ['null', { tools: [null] }],
    ['a text', { tools: ['look'] }],
    ['another choice', { tool_choice: tool('delete') }],
    ['another older choice', { function_call: { name: 'delete' } }],
    ['a choice which is a list', { tool_choice: ['look'] }],
    ['another type', { tools: [{ ...tool('look'), type: 'mcp', server_url: 'https://evil.test' }] }],
    ['no type', { tools: [{ function: { name: 'look' } }] }],
    ['more beside the function', { tools: [{ ...tool('look'), server_url: 'https://evil.test' }] }],
    ['a choice of another type', { tool_choice: { ...tool('look'), type: 'allowed_tools' } }],
    ['a choice with two names', { tool_choice: { ...tool('look'), name: 'delete' } }],
    ['an older choice with more in it', { function_call: { name: 'look', function: { name: 'delete' } } }],
  ])('are refused with %s', async (_, body) => {
    expect(await sent(some, body)).toBe('tools_not_allowed')
  })

  it.each<[string, object]>([
    ['a server of tools', { tools: [{ type: 'mcp', server_label: 'x', server_url: 'https://evil.test' }] }],
    ['a server of tools under the name of a function', { tools: [{ ...tool('look'), type: 'mcp' }] }],
    ['more beside the function', { tools: [{ ...tool('look'), server_url: 'https://evil.test' }] }],
    ['no function', { tools: [{ type: 'function' }] }],
    ['no name', { tools: [tool(undefined)] }],
    ['a text', { tools: ['look'] }],
    ['a choice of another type', { tool_choice: { type: 'mcp', server_label: 'x' } }],
    ['a choice which is a number', { tool_choice: 1 }],
    ['an older choice without a name', { function_call: {} }],
  ])('are functions and nothing else, where all are allowed: not %s', async (_, body) => {
    expect(await sent({}, body)).toBe('invalid_tools')
  })

  it('may be chosen as the SDKs type it', async () => {
    const tool_choice = { id: 'x', index: 0, type: 'function', function: { name: 'look', arguments: '' } }
    expect(await sent({}, { tool_choice })).toMatchObject({ tool_choice })
    expect(await sent(some, { tool_choice })).toMatchObject({ tool_choice })
  })

  it('say in the refusal which may pass', async () => {
    const { relay } = setup(some)
    const refusal = await refusalFrom(await relay(chatRequest({ tools: [tool('delete')] })))
    expect(refusal.message).toBe('The relay passes these tools only: look, find.')
    const closed = await refusalFrom(await setup(none).relay(chatRequest({ tools: [tool('delete')] })))
    expect(closed.message).toBe('The relay passes no tools.')
  })

  it('are at most as many as the limit says', async () => {
    const limits = { limits: { tools: 2 } }
    expect(await sent(limits, { tools: [tool('a'), tool('b')] })).toMatchObject({ tools: [{}, {}] })
    expect(await sent(limits, { tools: [tool('a'), tool('b'), tool('c')] })).toBe('invalid_tools')
    expect(await sent({ ...some, limits: { tools: 1 } }, { tools: [tool('look'), tool('find')] })).toBe('invalid_tools')
  })
})

describe('media', () => {
  const part = (value: unknown, type = 'image_url') => ({
    messages: [{ role: 'user', content: [{ type, [type]: value }] }],
  })

  it.each(['image_url', 'video_url', 'audio_url'])(
    'of %s pass inside the body, and not as a remote URL',
    async (type) => {
      const inside = part({ url: 'data:x/y;base64,AAAA' }, type)
      expect(await sent({}, inside)).toMatchObject(inside)
      expect(await sent({}, part({ url: 'https://169.254.169.254/' }, type))).toBe('remote_url')
    },
  )

  it.each<[string, unknown]>([
    ['a text', 'http://x'],
    ['null', null],
    ['a list', [{ url: 'data:,' }]],
    ['a file', { url: 'file:///etc/passwd' }],
    ['a space before', { url: ' data:,' }],
    ['data later', { url: 'http://x/data:,' }],
    ['a number', { url: 1 }],
  ])('are refused as %s', async (_, value) => {
    expect(await sent({}, part(value))).toBe('remote_url')
  })

  it('are looked at in every message, whatever its role', async () => {
    const content = [{ type: 'image_url', image_url: { url: 'http://x' } }]
    expect(await sent({}, { messages: [user, { role: 'tool', content }] })).toBe('remote_url')
  })

  it.each<[string, object]>([
    ['another name that ends with _url', { type: 'text', text: 'x', other_url: 'http://x' }],
    ['an image in a text', { type: 'text', text: 'x', image: 'http://x' }],
    ['an image in another spelling', { type: 'text', text: 'x', imageUrl: 'http://x' }],
    ['an image in capitals', { type: 'image_url', image_url: { url: 'data:,' }, Image_URL: 'http://x' }],
    ['an image in an audio', { type: 'input_audio', input_audio: { data: 'AAAA' }, image_url: { url: 'data:,' } }],
    ['a second address', { type: 'image_url', image_url: { url: 'data:,', uri: 'http://x' } }],
    ['an address in a video', { type: 'video_url', video_url: { url: 'data:,', images: ['http://x'] } }],
    ['a text which is an object', { type: 'text', text: { url: 'http://x' } }],
    ['a detail which is an object', { type: 'image_url', image_url: { url: 'data:,', detail: { url: 'http://x' } } }],
  ])('have no place in a part but their own: %s', async (_, part) => {
    expect(await sent({ remoteMedia: true }, { messages: [{ role: 'user', content: [part] }] })).toBe(
      'invalid_messages',
    )
  })

  it('as input_audio are base64, and no address, even where media may be remote', async () => {
    const audio = (input_audio: unknown) => part(input_audio, 'input_audio')
    for (const data of ['UklGRg==', '//uQxAAA', 'data:audio/wav;base64,UklGRg==']) {
      expect(await sent({}, audio({ data, format: 'wav' }))).toMatchObject(audio({ data, format: 'wav' }))
    }
    for (const input of [
      { data: 'http://x' },
      { data: 'file:///x' },
      { data: 'AAAA', url: 'http://x' },
      { url: 'http://x' },
    ]) {
      expect(await sent({ remoteMedia: true }, audio(input))).not.toBeTypeOf('object')
    }
    for (const input of [{ data: 'AAAA', format: 'http://x' }, { data: 1 }, 'AAAA', null]) {
      expect(await sent({}, audio(input))).toBe('invalid_messages')
    }
  })

  it('have no place beside the content of a message', async () => {
    const images = [{ url: 'http://x' }]
    for (const more of [{ images }, { image_url: 'http://x' }, { audio: { id: 'x' } }, { reasoning: images }]) {
      expect(await sent({}, { messages: [{ ...user, ...more }] })).toBe('invalid_messages')
    }
  })

  it('have no place in a prediction', async () => {
    const text = [{ type: 'text', text: 'x' }]
    for (const content of ['x', text, []]) {
      const prediction = { type: 'content', content }
      expect(await sent({}, { prediction })).toMatchObject({ prediction })
    }
    const image = { type: 'image_url', image_url: { url: 'data:,' } }
    const wrong = [{ type: 'content', content: [image] }, { type: 'content', content: 'x', images: ['http://x'] }, 'x']
    for (const prediction of wrong) expect(await sent({}, { prediction })).toBe('invalid_body')
  })

  it('may be remote where the relay allows it, over http and https only', async () => {
    const open = { remoteMedia: true }
    for (const url of ['https://x/y.png', 'http://x', 'HTTPS://x', 'data:,']) {
      expect(await sent(open, part({ url }))).toMatchObject(part({ url }))
    }
    for (const url of ['ftp://x', 'file:///x', 'https:x', ' https://x', 'x', 'ahttps://x']) {
      expect(await sent(open, part({ url }))).toBe('remote_url')
    }
  })
})

describe('a refusal', () => {
  it('holds nothing of the key, whatever was wrong', async () => {
    const { relay } = setup({ systemPrompt: 'x', tools: false })
    const bodies = [{ n: 9 }, { model: 1 }, { tools: 5 }, { [key.slice(0, 4)]: 1 }, { messages: [system] }]
    for (const body of bodies) expect(await (await relay(chatRequest(body))).text()).not.toContain(key)
  })
})
