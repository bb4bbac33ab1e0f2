import { describe, expect, it } from 'vitest'
import { createMemoryRateLimiter, createTogetherRelay, type RelayOptions } from '../../src/relay/index.js'
import { llama } from './setup.js'

const fine: RelayOptions = { allowedModels: [llama], public: true }
const priced: RelayOptions = { ...fine, models: { [llama]: { price: { input: 1, output: 1 } } } }

/** The problems which the construction tells, one a line; none when it succeeds. */
function problemsWith(options: object | undefined): string[] {
  try {
    createTogetherRelay(options as RelayOptions)
    return []
  } catch (error) {
    expect(error).toBeInstanceOf(TypeError)
    return String((error as Error).message)
      .split('\n- ')
      .slice(1)
  }
}

describe('options', () => {
  it('which are fine make a relay', () => {
    const price = { input: 0, output: 0.88, cached_input: 0, hourly: 0, base: 0 }
    const longest = 2_147_483_647
    const all: RelayOptions = {
      apiKey: { resolveValue: () => 'x' },
      allowedModels: [llama],
      models: { [llama]: { maxTokens: 1, choices: 1, messages: 1, tools: ['look'], price } },
      allowedOrigins: ['https://app.test', 'http://localhost:5173', 'capacitor://localhost'],
      authenticate: () => null,
      public: undefined,
      limits: { tools: 0, perMinute: 1, readMs: 1, totalMs: longest, concurrent: undefined as unknown as number },
      systemPrompt: 'Be kind.',
      clientSystem: 'drop',
      tools: false,
      remoteMedia: true,
      budget: { usd: 0.5, perMs: 1 },
      rateLimiter: createMemoryRateLimiter(),
      allowFields: ['top_a'],
      modelsCacheMs: 0,
      upstreamUrl: 'http://127.0.0.1:9/v1/',
      fetch: globalThis.fetch,
      log: () => {},
      onUsage: () => {},
    }
    expect(problemsWith(all)).toEqual([])
    expect(problemsWith(fine)).toEqual([])
    expect(problemsWith({ ...fine, apiKey: '' })).toEqual([])
  })

  it('are told all at once, each with what to do', () => {
    const options = {
      allowedModels: ['a', 'b'],
      limits: { maxTokens: -1, perMinutes: 5 },
      models: { c: {}, a: { price: { input: 1 } } },
      budget: { usd: 1 },
      authentikate: () => null,
    }
    expect(problemsWith(options)).toEqual([
      'authentikate is not an option: did you mean authenticate?',
      'models["a"].price.output must be a number of US dollars for a million tokens',
      'limits.perMinutes is not an option: did you mean perMinute?',
      'limits.maxTokens is -1: give a whole number of at least 1',
      'either authenticate or public: true must be given, and not both: without one of them the relay cannot tell who may spend your credit',
      'models["c"] is not in allowedModels: add it there, or take its policy away',
      'budget needs the price of "b": give models["b"].price, { input, output } in US dollars for a million tokens',
    ])
  })

  it.each<[string, object | undefined, string]>([
    ['none at all', undefined, 'the options are missing'],
    ['no models', { public: true }, 'allowedModels must be a list: the ids of the models which may be asked'],
    ['an empty list of models', { ...fine, allowedModels: [] }, 'allowedModels is empty: name the models'],
    ['an empty model', { ...fine, allowedModels: [''] }, 'allowedModels[0] must be a text which is not empty'],
    ['a number as a model', { ...fine, allowedModels: [1] }, 'allowedModels[0] must be a text'],
    ['neither who nor public', { allowedModels: [llama] }, 'either authenticate or public: true'],
    ['both who and public', { ...fine, authenticate: () => null }, 'either authenticate or public: true'],
    ['public: false', { allowedModels: [llama], authenticate: () => null, public: false }, 'public can only be true'],
    ['authenticate as a text', { allowedModels: [llama], authenticate: 'me' }, 'authenticate must be a function'],
    ['a key which is a number', { ...fine, apiKey: 5 }, 'apiKey must be a text or a Secret'],
    ['a key of null', { ...fine, apiKey: null }, 'apiKey must be a text or a Secret'],
    ['an object without resolveValue as the key', { ...fine, apiKey: {} }, 'apiKey must be a text or a Secret'],
    ['policies in a list', { ...fine, models: [] }, 'models must be an object, by the ids of models'],
    ['a policy of null', { ...fine, models: { [llama]: null } }, `models["${llama}"] must be an object`],
    [
      'an unknown policy',
      { ...fine, models: { [llama]: { max: 1 } } },
      `models["${llama}"].max is not an option: there are maxTokens,`,
    ],
    [
      'a policy of no tokens',
      { ...fine, models: { [llama]: { maxTokens: 0 } } },
      `models["${llama}"].maxTokens is 0: give a whole number of at least 1`,
    ],
    ['no choices', { ...fine, models: { [llama]: { choices: 0 } } }, `models["${llama}"].choices is 0`],
    ['no messages', { ...fine, models: { [llama]: { messages: 0 } } }, `models["${llama}"].messages is 0`],
    [
      'tools of a model as a text',
      { ...fine, models: { [llama]: { tools: 'x' } } },
      `models["${llama}"].tools must be true, false, or a list`,
    ],
    [
      'a price as a number',
      { ...fine, models: { [llama]: { price: 1 } } },
      `models["${llama}"].price must be an object such as`,
    ],
    [
      'a price below 0',
      { ...fine, models: { [llama]: { price: { input: -1, output: 1 } } } },
      'price.input must be a number of US dollars',
    ],
    [
      'a price which is no number',
      { ...fine, models: { [llama]: { price: { input: Number.NaN, output: 1 } } } },
      'price.input must be',
    ],
    [
      'a cached price as a text',
      { ...fine, models: { [llama]: { price: { input: 1, output: 1, cached_input: '1' } } } },
      'price.cached_input must be',
    ],
    ['a wildcard', { ...fine, allowedOrigins: ['*'] }, 'allowedOrigins[0] is "*": list every origin'],
    [
      'an origin with a path',
      { ...fine, allowedOrigins: ['https://app.test/'] },
      'allowedOrigins[0] is not an exact origin: give "https://app.test"',
    ],
    [
      'an origin with a name',
      { ...fine, allowedOrigins: ['https://a@app.test'] },
      'is not an exact origin: give "https://app.test"',
    ],
    [
      'an origin in capitals',
      { ...fine, allowedOrigins: ['https://APP.test'] },
      'is not an exact origin: give "https://app.test"',
    ],
    ['the origin null', { ...fine, allowedOrigins: ['null'] }, 'allowedOrigins[0] is not an origin'],
    ['an origin without a host', { ...fine, allowedOrigins: ['file:///x'] }, 'allowedOrigins[0] is not an origin'],
    ['a number as an origin', { ...fine, allowedOrigins: [1] }, 'allowedOrigins[0] is not an origin'],
    [
      'origins as a text',
      { ...fine, allowedOrigins: 'https://app.test' },
      'allowedOrigins must be a list: origins such as',
    ],
    [
      'a name in small letters',
      { ...fine, limits: { maxtokens: 1 } },
      'limits.maxtokens is not an option: did you mean maxTokens?',
    ],
    [
      'two letters too few',
      { ...fine, upstreamU: 'https://x' },
      'upstreamU is not an option: did you mean upstreamUrl?',
    ],
    ['two letters too many', { ...fine, looog: () => {} }, 'looog is not an option: did you mean log?'],
    ['two other letters', { ...fine, putlik: true }, 'putlik is not an option: did you mean public?'],
    [
      'a name which is none',
      { ...fine, upstream: 'https://x' },
      'upstream is not an option: there are apiKey, allowedModels, models,',
    ],
    ['limits as a number', { ...fine, limits: 5 }, 'limits must be an object'],
    [
      'half a message',
      { ...fine, limits: { messages: 1.5 } },
      'limits.messages is 1.5: give a whole number of at least 1',
    ],
    [
      'limits without end',
      { ...fine, limits: { bodyBytes: Number.POSITIVE_INFINITY } },
      'limits.bodyBytes is Infinity: give a whole',
    ],
    [
      'a limit as a text',
      { ...fine, limits: { choices: '4' } },
      'limits.choices is of type string: give a whole number',
    ],
    [
      'fewer than no tools',
      { ...fine, limits: { tools: -1 } },
      'limits.tools is -1: give a whole number of at least 0',
    ],
    [
      'a wait no timer can',
      { ...fine, limits: { totalMs: 2 ** 31 } },
      'limits.totalMs is 2147483648: give a whole number from 1 to 2147483647',
    ],
    ['no time at all', { ...fine, limits: { readMs: 0 } }, 'limits.readMs is 0: give a whole number from 1'],
    ['no time for authenticate', { ...fine, limits: { authMs: 0 } }, 'limits.authMs is 0'],
    ['no bytes of a reply', { ...fine, limits: { outputBytes: 0 } }, 'limits.outputBytes is 0'],
    ['no requests at once', { ...fine, limits: { concurrent: 0 } }, 'limits.concurrent is 0'],
    ['no requests a minute', { ...fine, limits: { perMinute: 0 } }, 'limits.perMinute is 0'],
    ['an empty system prompt', { ...fine, systemPrompt: '' }, 'systemPrompt must be a text which is not empty'],
    [
      'an unknown way with system messages',
      { ...fine, clientSystem: 'ignore' },
      `clientSystem must be 'refuse', 'drop' or 'keep'`,
    ],
    ['tools as a number', { ...fine, tools: 1 }, `tools must be true, false, or a list of the functions' names`],
    ['a tool without a name', { ...fine, tools: [''] }, 'tools[0] must be a text which is not empty'],
    ['remote media as a text', { ...fine, remoteMedia: 'yes' }, 'remoteMedia is of type string: give true or false'],
    ['a budget as a number', { ...fine, budget: 5 }, 'budget must be an object such as { usd: 1 }'],
    ['a budget of nothing', { ...priced, budget: { usd: 0 } }, 'budget.usd must be a number of US dollars above 0'],
    ['a budget without end', { ...priced, budget: { usd: Number.POSITIVE_INFINITY } }, 'budget.usd must be a number'],
    [
      'a budget for no time',
      { ...priced, budget: { usd: 1, perMs: 0 } },
      'budget.perMs is 0: give a whole number of at least 1',
    ],
    ['a limiter which takes nothing', { ...fine, rateLimiter: {} }, 'rateLimiter needs a function take'],
    ['fields as a text', { ...fine, allowFields: 'x' }, 'allowFields must be a list: names of body fields'],
    ['an empty field', { ...fine, allowFields: [''] }, 'allowFields[0] must be a text'],
    [
      'a field which goes past max_tokens',
      { ...fine, allowFields: ['max_completion_tokens'] },
      'it would go past limits.maxTokens',
    ],
    ['a field which makes more choices', { ...fine, allowFields: ['best_of'] }, 'it would go past limits.choices'],
    ['a field of older tools', { ...fine, allowFields: ['functions'] }, 'it would go past tools'],
    ['a prompt beside messages', { ...fine, allowFields: ['prompt'] }, 'it would go past systemPrompt'],
    ['messages beside a prompt', { ...fine, allowFields: ['messages'] }, 'it would go past systemPrompt'],
    [
      'a template',
      { ...fine, allowFields: ['x', 'chat_template'] },
      'allowFields[1] is "chat_template": it would go past',
    ],
    ['tools of the host', { ...fine, allowFields: ['web_search_options'] }, 'it would go past tools'],
    [
      'a cache of half a millisecond',
      { ...fine, modelsCacheMs: 0.5 },
      'modelsCacheMs is 0.5: give a whole number of at least 0',
    ],
    [
      'an upstream of another protocol',
      { ...fine, upstreamUrl: 'ftp://x' },
      'upstreamUrl must be an http or https URL',
    ],
    [
      'an upstream which is no URL',
      { ...fine, upstreamUrl: 'api.together.xyz' },
      'upstreamUrl must be an http or https URL',
    ],
    ['an upstream with a password', { ...fine, upstreamUrl: 'https://:p@x' }, 'upstreamUrl must be a plain URL'],
    ['an upstream with a name', { ...fine, upstreamUrl: 'https://a@x' }, 'upstreamUrl must be a plain URL'],
    ['an upstream with a query', { ...fine, upstreamUrl: 'https://x?a' }, 'upstreamUrl must be a plain URL'],
    ['an upstream with a #', { ...fine, upstreamUrl: 'https://x#a' }, 'upstreamUrl must be a plain URL'],
    ['fetch as a text', { ...fine, fetch: 'x' }, 'fetch must be a function'],
    ['a log which is a list', { ...fine, log: [] }, 'log must be a function'],
    ['onUsage as an object', { ...fine, onUsage: {} }, 'onUsage must be a function'],
  ])('are refused with %s', (_, options, problem) => {
    const problems = problemsWith(options)
    expect(problems).toHaveLength(1)
    expect(problems[0]).toContain(problem)
  })

  it('with a budget need a limiter which counts money', () => {
    const { take } = createMemoryRateLimiter()
    expect(problemsWith({ ...priced, budget: { usd: 1 }, rateLimiter: { take } })).toEqual([
      'budget needs a rateLimiter with a function reserve: this one cannot count money',
    ])
    expect(problemsWith({ ...priced, budget: { usd: 1 } })).toEqual([])
  })

  it('are told without a key or a prompt in the message', () => {
    const secret = 'tgp_v1_in_the_wrong_place'
    const options = {
      ...fine,
      limits: { maxTokens: secret },
      remoteMedia: secret,
      modelsCacheMs: secret,
      apiKey: [secret],
    }
    expect(problemsWith(options)).toHaveLength(4)
    expect(problemsWith(options).join()).not.toContain(secret)
  })
})
