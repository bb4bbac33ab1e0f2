import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createServer as createVite, type ViteDevServer } from 'vite'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { reply } from '../../src/testing/index.js'
import { type TogetherDevServerOptions, togetherDevServer } from '../../src/vite/index.js'

const key = 'tgp_v1_dev_server_0123456789'
const llama = 'meta-llama/Llama-3.3-70B-Instruct-Turbo'
const closing: (() => Promise<unknown>)[] = []

afterEach(async () => {
  vi.unstubAllEnvs()
  for (const close of closing.splice(0)) await close()
})

/** A Vite server with the plugin alone, on a free port of the loopback address. */
async function start(
  environment: Record<string, string> | undefined,
  options: TogetherDevServerOptions = {},
  root: string = import.meta.dirname,
): Promise<string> {
  const vite: ViteDevServer = await createVite({
    configFile: false,
    root,
    logLevel: 'silent',
    optimizeDeps: { noDiscovery: true },
    server: { host: '127.0.0.1', port: 0, ws: false, watch: null },
    plugins: [togetherDevServer({ environment, ...options })],
  })
  await vite.listen()
  closing.push(() => vite.close())
  return `${vite.resolvedUrls?.local[0]}${options.path?.slice(1) ?? 'api/together'}`
}

/** An upstream on the loopback address. */
async function listen(handle: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const server: Server = createServer(handle)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(async () => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`
}

function chat(base: string, init: RequestInit = {}): Promise<Response> {
  const body = JSON.stringify({ model: llama, messages: [{ role: 'user', content: 'a list' }], stream: true })
  const headers = { 'content-type': 'application/json', ...init.headers }
  return fetch(`${base}/chat/completions`, { method: 'POST', body, ...init, headers })
}

const event = 'data: {"choices":[{"index":0,"delta":{"content":"Hel"}}]}\n\n'

describe('without a key', () => {
  it('the simulator answers, token by token', async () => {
    const base = await start({})
    expect(await (await fetch(`${base}/_mode`)).json()).toMatchObject({ mode: 'simulator' })
    const response = await chat(base)
    expect(response.headers.get('x-accel-buffering')).toBe('no')
    const reader = response.body?.getReader()
    const first = await reader?.read()
    expect(new TextDecoder().decode(first?.value)).toMatch(/^data: \{[^\n]*\}\n\n$/)
    await reader?.cancel()
  })
})

describe('the options', () => {
  it('mount it elsewhere, and script the simulator', async () => {
    const base = await start(
      {},
      { path: '/chat-api', simulator: { script: [reply('as scripted')], tokensPerSecond: 0 } },
    )
    const body = JSON.stringify({ model: llama, messages: [{ role: 'user', content: 'hi' }] })
    expect(await (await chat(base, { body })).json()).toMatchObject({
      choices: [{ message: { content: 'as scripted' } }],
    })
  })

  it('are those of the relay, too', async () => {
    const relay: TogetherDevServerOptions['relay'] = { authenticate: () => null, allowedModels: ['my/model'] }
    const base = await start({ TOGETHER_API_KEY: key }, { relay })
    expect(await (await fetch(`${base}/_mode`)).json()).toEqual({ mode: 'relay', models: ['my/model'] })
    expect((await chat(base)).status).toBe(401)
  })

  it('need no variable in the process: the key may be in a .env file of Vite, and stays on the server', async () => {
    for (const name of ['TOGETHER_API_KEY', 'TOGETHER_MODELS', 'TOGETHER_BASE_URL']) vi.stubEnv(name, undefined)
    const root = await mkdtemp(join(tmpdir(), 'together-react-vite-'))
    closing.push(() => rm(root, { recursive: true }))
    await writeFile(join(root, '.env.local'), `TOGETHER_API_KEY=${key}\nTOGETHER_MODELS=of/the-file\n`)
    await writeFile(join(root, 'main.js'), 'console.log(import.meta.env)')
    const base = await start(undefined, {}, root)
    expect(await (await fetch(`${base}/_mode`)).json()).toEqual({ mode: 'relay', models: ['of/the-file'] })
    const script = await (await fetch(new URL('/main.js', base))).text()
    expect(script).toContain('import.meta.env')
    expect(script).not.toContain(key)
  })
})

describe('with a key', () => {
  it('the relay answers with it, and tells the page everything but the key', async () => {
    const seen: (string | undefined)[] = []
    const upstream = await listen((request, response) => {
      seen.push(`${request.url} ${request.headers.authorization}`)
      response.writeHead(200, { 'content-type': 'text/event-stream' }).end(`${event}data: [DONE]\n\n`)
    })
    const base = await start({
      TOGETHER_API_KEY: key,
      TOGETHER_BASE_URL: upstream,
      TOGETHER_MODELS: `${llama}, my/model`,
    })
    const mode = await (await fetch(`${base}/_mode`)).text()
    expect(JSON.parse(mode)).toEqual({ mode: 'relay', models: [llama, 'my/model'] })
    const response = await chat(base, { headers: { origin: new URL(base).origin, 'sec-fetch-site': 'same-origin' } })
    const text = await response.text()
    expect(text).toBe(`${event}data: [DONE]\n\n`)
    expect(seen).toEqual([`/v1/chat/completions Bearer ${key}`])
    expect(mode + text + JSON.stringify([...response.headers])).not.toContain(key)
  })

  it('refuses other models and other sites', async () => {
    const base = await start({
      TOGETHER_API_KEY: key,
      TOGETHER_BASE_URL: 'http://127.0.0.1:9/v1',
      TOGETHER_MODELS: 'my/model',
    })
    expect((await chat(base)).status).toBe(400)
    expect(
      (await chat(base, { headers: { origin: 'https://evil.test', 'sec-fetch-site': 'cross-site' } })).status,
    ).toBe(403)
  })

  it('sends the head before the first token', async () => {
    const upstream = await listen((_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders()
    })
    const base = await start({ TOGETHER_API_KEY: key, TOGETHER_BASE_URL: upstream })
    const response = await chat(base)
    expect(response.status).toBe(200)
    await response.body?.cancel()
  })

  it.each(['aborts', 'cancels'] as const)(
    'the upstream sees within 500 ms that a client %s',
    { retry: 2 },
    async (way) => {
      let closed: (at: number) => void
      const closedAt = new Promise<number>((resolve) => {
        closed = resolve
      })
      const upstream = await listen((_, response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' }).write(event)
        response.on('close', () => closed(performance.now()))
      })
      const base = await start({ TOGETHER_API_KEY: key, TOGETHER_BASE_URL: upstream })
      const client = new AbortController()
      const response = await chat(base, { signal: client.signal })
      const reader = response.body?.getReader()
      await reader?.read()
      const wentAt = performance.now()
      if (way === 'aborts') client.abort()
      else await reader?.cancel()
      expect((await closedAt) - wentAt).toBeLessThan(500)
    },
  )

  it('passes a broken upstream on as an error event', async () => {
    const upstream = await listen((_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write(event, () => response.destroy())
    })
    const base = await start({ TOGETHER_API_KEY: key, TOGETHER_BASE_URL: upstream })
    expect(await (await chat(base)).text()).toMatch(/Hel.*"code":"upstream_broken"/s)
  })

  it('holds no more of a long reply than the client reads', async () => {
    let written = 0
    const upstream = await listen((_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      const chunk = `data: ${'x'.repeat(65_000)}\n\n`
      const write = () => {
        while (written < 1000 && response.write(chunk)) written += 1
        if (written < 1000) {
          written += 1
          response.once('drain', write)
        }
      }
      write()
    })
    const base = await start({ TOGETHER_API_KEY: key, TOGETHER_BASE_URL: upstream })
    const client = new AbortController()
    const response = await chat(base, { signal: client.signal })
    await new Promise((resolve) => setTimeout(resolve, 500))
    expect(response.status).toBe(200)
    expect(written).toBeLessThan(500) // of 65 MB, only what sockets and streams buffer
    client.abort()
  })
})
