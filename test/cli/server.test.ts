import { once } from 'node:events'
import { Agent, get, type ServerResponse } from 'node:http'
import { connect } from 'node:net'
import { describe, expect, it } from 'vitest'
import { createNodeListener } from '../../src/node/index.js'
import { signRelayToken } from '../../src/relay/index.js'
import { createSimulator } from '../../src/testing/index.js'
import { forThisTest } from '../setup/forThisTest.js'
import { serve } from '../setup/serve.mjs'
import { type Cli, startCli } from './startCli.js'

const key = 'tgp_v1_command_line_0123456789'
const secret = 'a-secret-of-at-least-thirty-two-bytes'
const llama = 'meta-llama/Llama-3.3-70B-Instruct-Turbo'
const asPublic = ['--model', llama, '--public']
const event = 'data: {"choices":[{"index":0,"delta":{"content":"Hel"}}]}\n\n'

/** A process which serves the relay, once it listens. */
async function startRelay(args: readonly string[], upstream: string): Promise<Cli & { url: string }> {
  const variables = { TOGETHER_API_KEY: key, TOGETHER_BASE_URL: `${upstream}/v1`, SECRET: secret }
  const cli = startCli(['relay', '--port', '0', ...args], variables)
  const { url } = await cli.line('listening')
  return { ...cli, url: String(url) }
}

/** An upstream which answers at once. */
function simulated() {
  return forThisTest(serve(createNodeListener(createSimulator({ tokensPerSecond: 0 }))))
}

/** An upstream which sends one event and leaves the rest to the test. */
async function held() {
  const replies: ServerResponse[] = []
  const { origin } = await forThisTest(
    serve((_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write(event)
      replies.push(response)
    }),
  )
  return { origin, replies }
}

function chat(url: string, headers: Record<string, string> = {}): Promise<Response> {
  const body = JSON.stringify({ model: llama, messages: [{ role: 'user', content: 'secret words' }], stream: true })
  return fetch(`${url}/v1/chat/completions`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...headers },
  })
}

/** A chat whose first event has come. */
async function begun(url: string) {
  const reader = (await chat(url)).body?.getReader()
  if (!reader) throw new Error('A stream must have a body.')
  const decoder = new TextDecoder()
  let text = decoder.decode((await reader.read()).value)
  const rest = async () => {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return text
      text += decoder.decode(value, { stream: true })
    }
  }
  return { rest }
}

describe('npx together-react relay', { timeout: 60_000 }, () => {
  it('answers with the key of the environment, and logs each request and what it used as a line of JSON', async () => {
    const { origin } = await simulated()
    const { url, line, output, signal, exited } = await startRelay(asPublic, origin)
    expect(await (await chat(url)).text()).toMatch(/data: \[DONE\]\n\n$/)
    expect(await line('request')).toMatchObject({
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      path: '/chat/completions',
      status: 200,
      identity: 'public',
      model: llama,
    })
    expect(await line('usage')).toMatchObject({ identity: 'public', model: llama, stream: true, costUsd: null })
    signal('SIGTERM')
    expect(await exited).toBe(0)
    expect(output()).not.toMatch(new RegExp(`${key}|secret words`))
  })

  it('says at /healthz that it is there, without a line in the log', async () => {
    const { origin } = await simulated()
    const { url, lines } = await startRelay(asPublic, origin)
    const response = await fetch(`${url}/healthz`)
    expect([response.status, await response.json()]).toEqual([200, { status: 'ok' }])
    expect(lines('request')).toEqual([])
  })

  it('answers the holders of a token alone with --token-secret-env, and the listed origin with --origin', async () => {
    const { origin } = await simulated()
    const args = ['--model', llama, '--token-secret-env', 'SECRET', '--origin', 'https://app.test']
    const { url } = await startRelay(args, origin)
    const authorization = `Bearer ${await signRelayToken({ id: 'ann' }, secret)}`
    expect((await chat(url)).status).toBe(401)
    expect((await chat(url, { authorization, origin: 'https://evil.test' })).status).toBe(403)
    const response = await chat(url, { authorization, origin: 'https://app.test' })
    expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([200, 'https://app.test'])
    await response.body?.cancel()
  })

  it('says 1 and why when the port is taken', async () => {
    const { origin } = await simulated()
    const port = new URL(origin).port
    const cli = startCli(['relay', '--port', port, ...asPublic], { TOGETHER_API_KEY: key })
    expect(await cli.exited).toBe(1)
    expect(cli.output()).toMatch(new RegExp(`cannot listen on 127.0.0.1:${port} \\(EADDRINUSE\\)`))
  })
})

describe('a signal to end', { timeout: 60_000 }, () => {
  it.each(['SIGTERM', 'SIGINT'] as const)(
    'P06 %s lets running replies end, takes no more, and exits with 0',
    async (name) => {
      const { origin, replies } = await held()
      const { url, line, signal, exited } = await startRelay(asPublic, origin)
      const { rest } = await begun(url)
      signal(name)
      expect(await line('closing')).toMatchObject({ signal: name, graceMs: 30_000 })
      await expect(fetch(`${url}/healthz`)).rejects.toThrow()
      for (const reply of replies) reply.end(`${event}data: [DONE]\n\n`)
      expect(await rest()).toBe(`${event}${event}data: [DONE]\n\n`)
      expect(await exited).toBe(0)
      expect(await line('closed')).toMatchObject({ cutOff: 0 })
    },
  )

  it('P06 cuts off what still runs after the time of grace, its upstream too', async () => {
    const { origin, replies } = await held()
    const { url, line, signal, exited } = await startRelay([...asPublic, '--grace-seconds', '1'], origin)
    const { rest } = await begun(url)
    const closed = once(replies[0] as ServerResponse, 'close')
    signal('SIGTERM')
    await expect(rest()).rejects.toThrow()
    await closed
    expect(await exited).toBe(0)
    expect(await line('closed')).toMatchObject({ cutOff: 1 })
  })

  it('comes twice: then nothing is waited for', async () => {
    const { origin } = await held()
    const { url, line, signal, exited } = await startRelay([...asPublic, '--grace-seconds', '3600'], origin)
    const { rest } = await begun(url)
    signal('SIGINT')
    await line('closing')
    signal('SIGINT')
    await expect(rest()).rejects.toThrow()
    expect(await exited).toBe(0)
  })

  it('does not wait for connections which are kept open and idle', async () => {
    const { origin } = await simulated()
    const { url, signal, exited } = await startRelay([...asPublic, '--grace-seconds', '3600'], origin)
    const agent = new Agent({ keepAlive: true })
    await new Promise<void>((resolve) =>
      get(`${url}/healthz`, { agent }, (response) => response.resume().on('end', resolve)),
    )
    signal('SIGTERM')
    expect(await exited).toBe(0)
    agent.destroy()
  })

  it('does not wait for connections which were opened ahead of a request', async () => {
    const { origin } = await simulated()
    const { url, signal, exited } = await startRelay([...asPublic, '--grace-seconds', '3600'], origin)
    const socket = connect(Number(new URL(url).port), '127.0.0.1').on('error', () => {})
    await once(socket, 'connect')
    await (await fetch(`${url}/healthz`)).text()
    signal('SIGTERM')
    expect(await exited).toBe(0)
    socket.destroy()
  })
})
