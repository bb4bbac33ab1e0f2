// What the relay's tests share: an upstream in place of Together AI, and requests as a page sends them.
import { createTogetherRelay, type RelayLogEntry, type RelayOptions } from '../../src/relay/index.js'
import { controlledStream, createSimulator, type SimulatorScript } from '../../src/testing/index.js'

export const key = 'tgp_v1_server_key_0123456789'
export const llama = 'meta-llama/Llama-3.3-70B-Instruct-Turbo'
export const page = 'https://app.test'

export interface UpstreamCall {
  url: string
  headers: Record<string, string>
  body: Record<string, unknown> | null
}

interface Setup {
  relay: (request: Request) => Promise<Response>
  calls: UpstreamCall[]
  entries: RelayLogEntry[]
}

/** A relay over a simulator (or another handler), with what the upstream got and what was logged. */
export function setup(
  options: Partial<RelayOptions> = {},
  upstream: SimulatorScript | ((request: Request) => Promise<Response>) = [],
): Setup {
  const calls: UpstreamCall[] = []
  const entries: RelayLogEntry[] = []
  const answer =
    typeof upstream === 'function' ? (upstream as (request: Request) => Promise<Response>) : simulate(upstream)
  const fetch = async (input: RequestInfo | URL, init?: RequestInit) => {
    const request = new Request(input, init)
    const text = await request.clone().text()
    calls.push({ url: request.url, headers: Object.fromEntries(request.headers), body: text ? JSON.parse(text) : null })
    return answer(request)
  }
  const who = options.authenticate ? {} : { public: true as const }
  const log = (entry: RelayLogEntry) => entries.push(entry)
  const relay = createTogetherRelay({ apiKey: key, allowedModels: [llama], fetch, log, ...who, ...options })
  return { relay, calls, entries }
}

/** A relay whose upstream is stepped by hand. */
export function setupControlled(
  options: Partial<RelayOptions> = {},
): Setup & { stream: ReturnType<typeof controlledStream> } {
  const stream = controlledStream()
  return { ...setup(options, (request: Request) => stream.fetch(request)), stream }
}

export function chatRequest(body: object = {}, headers: Record<string, string> = {}, signal?: AbortSignal): Request {
  const defaults = { model: llama, messages: [{ role: 'user', content: 'the prompt' }], stream: true }
  return new Request(`${page}/api/together/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ ...defaults, ...body }),
    ...(signal ? { signal } : {}),
  })
}

export async function refusalFrom(response: Response): Promise<{ status: number; code: string; message: string }> {
  const { error } = (await response.json()) as { error: { code: string; message: string } }
  return { status: response.status, ...error }
}

function simulate(script: SimulatorScript): (request: Request) => Promise<Response> {
  return createSimulator({ tokensPerSecond: 0, script })
}
