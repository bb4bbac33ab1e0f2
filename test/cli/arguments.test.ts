import { describe, expect, it } from 'vitest'
import { main } from '../../src/cli/main.js'
import { readRelayCommand } from '../../src/cli/readRelayCommand.js'
import { signRelayToken } from '../../src/relay/index.js'

const key = 'tgp_v1_command_line_0123456789'
const secret = 'a-secret-of-at-least-thirty-two-bytes'
const model = 'openai/gpt-oss-20b'
const environment = { TOGETHER_API_KEY: key, RELAY_SECRET: secret, OLDER_SECRET: `older-${secret}`, WEAK: 'short' }

/** What the command line says and gives back, without a server: a signal comes as soon as it waits for one. */
async function run(args: readonly string[], variables: Record<string, string> = environment) {
  const said = { out: '', error: '' }
  const code = await main(args, variables, {
    write: (line) => {
      said.out += line
    },
    writeError: (text) => {
      said.error += text
    },
    onSignal: (listener) => {
      queueMicrotask(() => listener('SIGTERM'))
      return () => {}
    },
  })
  return { code, ...said }
}

const relay = (...args: string[]) => ['relay', '--port', '0', ...args]

describe('the arguments', () => {
  it('serve a model for everybody, on the loopback address', async () => {
    const { code, out, error } = await run(relay('--model', model, '--public'))
    const [first = '', ...rest] = out.trim().split('\n')
    expect(JSON.parse(first)).toMatchObject({ event: 'listening', models: [model], origins: [] })
    expect(JSON.parse(first).url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    expect(rest.map((line) => JSON.parse(line).event)).toEqual(['closing', 'closed'])
    expect([code, error]).toEqual([0, ''])
  })

  it('become options of the relay', () => {
    const given = ['--model', model, '--model', 'my/model', '--origin', 'https://app.test', '--public']
    const numbers = ['--max-tokens', '100', '--per-minute', '5', '--concurrent=2', '--grace-seconds=0', '--port=80']
    const { command } = readRelayCommand([...given, ...numbers, '--host', '::1'], environment)
    expect(command).toEqual({
      port: 80,
      host: '::1',
      graceMs: 0,
      redisUrl: null,
      relay: {
        apiKey: key,
        allowedModels: [model, 'my/model'],
        allowedOrigins: ['https://app.test'],
        upstreamUrl: undefined,
        public: true,
        limits: { maxTokens: 100, perMinute: 5, concurrent: 2 },
      },
    })
  })

  it('ask for the audience of a token', async () => {
    const given = ['--model', model, '--token-secret-env', 'RELAY_SECRET', '--token-audience', 'relay']
    const authenticate = readRelayCommand(given, environment).command?.relay.authenticate
    const ask = async (audience?: string) => {
      const authorization = `Bearer ${await signRelayToken({ id: 'ann', audience }, secret)}`
      return authenticate?.(new Request('https://relay.test', { headers: { authorization } }))
    }
    expect([await ask('relay'), await ask('other'), await ask()]).toEqual([{ id: 'ann' }, null, null])
  })

  it('leave what is not said to the relay', () => {
    const { command } = readRelayCommand(['--model', model, '--token-secret-env', 'RELAY_SECRET'], environment)
    expect(command).toMatchObject({ port: 8787, host: '127.0.0.1', graceMs: 30_000 })
    expect(command?.relay.limits).toEqual({})
    expect(command?.relay.public).toBeUndefined()
    expect(command?.relay.authenticate).toBeInstanceOf(Function)
  })

  it.each([['--help'], ['relay', '--help'], ['-h']])('%s %s is help, with every flag', async (...args) => {
    const { code, out } = await run(args, {})
    expect(code).toBe(0)
    for (const flag of ['model', 'origin', 'public', 'token-secret-env', 'max-tokens', 'per-minute', 'concurrent']) {
      expect(out).toContain(`--${flag}`)
    }
    for (const flag of ['token-audience', 'redis-env', 'port', 'host', 'grace-seconds', 'help'])
      expect(out).toContain(`--${flag}`)
  })
})

describe('wrong arguments end with 2, and say how to do it right', () => {
  it.each<[string, readonly string[], RegExp]>([
    ['no command', [], /the one there is, is relay/],
    ['another command', ['serve'], /no such command: the one there is, is relay/],
    ['no model', relay('--public'), /name one or more, as --model/],
    ['nobody who may ask', relay('--model', model), /either --token-secret-env <name>.* or --public/],
    ['two ways to ask', relay('--model', model, '--public', '--token-secret-env', 'RELAY_SECRET'), /Give either/],
    [
      'a secret which is not set',
      relay('--model', model, '--token-secret-env', 'NONE'),
      /--token-secret-env NONE: .* has 0 bytes/,
    ],
    ['an audience without tokens', relay('--model', model, '--public', '--token-audience', 'x'), /--token-secret-env/],
    [
      'an empty audience',
      relay('--model', model, '--token-secret-env', 'RELAY_SECRET', '--token-audience='),
      /audience of a relay token must be/,
    ],
    ['a short secret', relay('--model', model, '--token-secret-env', 'WEAK'), /WEAK: .*at least 32/],
    [
      'one short secret of two',
      relay('--model', model, '--token-secret-env=RELAY_SECRET', '--token-secret-env=WEAK'),
      /32/,
    ],
    [
      'a port beyond all',
      relay('--model', model, '--public', '--port', '65536'),
      /--port: give a whole number from 0 to 65535/,
    ],
    ['a port which is a word', relay('--model', model, '--public', '--port', 'http'), /--port: give a whole number/],
    ['no tokens', relay('--model', model, '--public', '--max-tokens', '0'), /give a whole number of at least 1/],
    ['half a request', relay('--model', model, '--public', '--per-minute', '0.5'), /--per-minute: give a whole number/],
    ['an unknown flag', relay('--model', model, '--public', '--modle', 'x'), /Unknown option '--modle'\.$/m],
    ['a flag without its value', relay('--public', '--model'), /--model/],
    ['a word too much', relay('--model', model, '--public', 'now'), /Each value follows its flag/],
    [
      'an origin with a path',
      relay('--model', model, '--public', '--origin', 'https://app.test/chat'),
      /allowedOrigins/,
    ],
    ['a key', relay('--model', model, '--public', '--api-key', key), /never an argument: put it into TOGETHER_API_KEY/],
  ])('%s', async (_, args, message) => {
    const { code, out, error } = await run(args)
    expect(error).toMatch(message)
    expect([code, out]).toEqual([2, ''])
    expect(error).not.toMatch(new RegExp(`${key}|${secret}`))
  })

  it.each<[string, (value: string) => readonly string[]]>([
    ['the command', (value) => [value]],
    ['a word too much', (value) => relay('--model', model, '--public', value)],
    ['a flag', (value) => relay('--model', model, '--public', `--${value}`)],
    ['the value of an unknown flag', (value) => relay('--model', model, '--public', `--key=${value}`)],
    ['a short flag', (value) => relay('--model', model, '--public', `-k${value}`)],
    ['the port', (value) => ['relay', '--model', model, '--public', '--port', value]],
    ['the value of a flag without one', (value) => relay('--model', model, `--public=${value}`)],
    ['the variable of a secret', (value) => relay('--model', model, '--token-secret-env', value)],
    ['the variable of Redis', (value) => relay('--model', model, '--public', '--redis-env', value)],
    ['an origin', (value) => relay('--model', model, '--public', '--origin', value)],
    ['the host', (value) => relay('--model', model, '--public', '--host', value)],
  ])('without a secret which was put in the place of %s', async (_, argsWith) => {
    for (const value of [key, secret, 'redis://relay:hunter2@10.0.0.1', 'SECRET_OF_CAPITALS_AND_2_DIGITS_']) {
      const { code, out, error } = await run(argsWith(value), { ...environment, TOGETHER_API_KEY: 'another' })
      expect([code, out]).toEqual([expect.toBeOneOf([1, 2]), ''])
      expect(error).toMatch(/together-react cannot /)
      expect(error).not.toMatch(/tgp_|a-secret|hunter2|CAPITALS/)
    }
  })

  it.each(['--model', '--origin', '--host', '--token-audience'])(
    'with the key as %s, before anything is logged',
    async (flag) => {
      const { code, out, error } = await run(relay('--model', model, '--public', flag, `x${key}`))
      expect([code, out]).toEqual([2, ''])
      expect(error).toMatch(/key of TOGETHER_API_KEY is among the arguments/)
      expect(error).not.toContain(key)
    },
  )

  it('all at once', async () => {
    const { error } = await run(relay('--max-tokens', 'many'), {})
    expect(error.match(/^- /gm)).toHaveLength(4)
    expect(error).toMatch(/TOGETHER_API_KEY is not set/)
  })
})
