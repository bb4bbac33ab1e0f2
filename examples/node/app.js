import { randomUUID } from 'node:crypto'
import { bearerIdentity, createTogetherRelay, signRelayToken } from 'together-react/relay'
import { createFiles } from './files.js'

const tokenSeconds = 300

/**
 * A page, the tokens for it, and the relay which takes them.
 *
 * @param {Record<string, string | undefined>} environment  TOGETHER_API_KEY, and RELAY_TOKEN_SECRET with 32 bytes or more
 * @param {URL} pages  the folder of the built page
 * @returns {(request: Request) => Promise<Response>}
 */
export function createApp(environment, pages) {
  const files = createFiles(pages)
  const relay = createTogetherRelay({
    apiKey: { resolveValue: () => environment.TOGETHER_API_KEY ?? null },
    upstreamUrl: environment.TOGETHER_BASE_URL || undefined,
    allowedModels: ['meta-llama/Llama-3.3-70B-Instruct-Turbo'],
    authenticate: bearerIdentity(() => environment.RELAY_TOKEN_SECRET),
  })
  return async (request) => {
    const { pathname } = new URL(request.url)
    if (pathname.startsWith('/api/together/')) return relay(request)
    if (pathname === '/api/relay-token') return handOutToken(request, environment.RELAY_TOKEN_SECRET)
    const file = await files(pathname)
    if (!file) return new Response('Not found', { status: 404 })
    return pathname === '/' ? withSession(request, file) : file
  }
}

/**
 * A token for whoever has a session. Only pages of this origin get one: a cookie alone is sent by other sites, too.
 *
 * @param {Request} request
 * @param {string} [secret]
 */
async function handOutToken(request, secret = '') {
  const id = sessionOf(request)
  if (request.method !== 'POST') return new Response(null, { status: 405, headers: { allow: 'POST' } })
  if ((request.headers.get('sec-fetch-site') ?? 'same-origin') !== 'same-origin') {
    return new Response(null, { status: 403 })
  }
  if (id === null) return new Response(null, { status: 401 })
  const token = await signRelayToken({ id, expiresInSeconds: tokenSeconds }, secret)
  return Response.json({ token, expiresInSeconds: tokenSeconds }, { headers: { 'cache-control': 'no-store' } })
}

/**
 * Who is asking: here a visitor with a cookie. Yours reads your own session, which nobody can make up.
 *
 * @param {Request} request
 */
function sessionOf(request) {
  return /(?:^|; )visitor=([\w-]{36})(?:;|$)/.exec(request.headers.get('cookie') ?? '')?.[1] ?? null
}

/**
 * @param {Request} request
 * @param {Response} response
 */
function withSession(request, response) {
  if (sessionOf(request) === null) {
    response.headers.set('set-cookie', `visitor=${randomUUID()}; Path=/; HttpOnly; SameSite=Lax`)
  }
  return response
}
