import { Refusal } from './refusal.js'
import type { Route } from './routes.js'

/** Refuses pages of other origins, unless they are listed. Requests from outside a browser carry neither header. */
export function checkOrigin(request: Request, allowedOrigins: readonly string[] | undefined): void {
  const origin = request.headers.get('origin')
  const site = request.headers.get('sec-fetch-site')
  const isAllowed =
    origin === null
      ? site === null || site === 'same-origin' || site === 'none'
      : (allowedOrigins?.includes(origin) ?? site === 'same-origin')
  if (!isAllowed) throw new Refusal(403, 'origin_not_allowed', 'This origin may not use the relay.')
}

/** The CORS headers of every answer: a listed origin reads them, and caches keep origins apart. */
export function corsHeaders(request: Request, allowedOrigins: readonly string[] | undefined): Record<string, string> {
  if (!allowedOrigins) return {}
  const origin = request.headers.get('origin')
  if (origin === null || !allowedOrigins.includes(origin)) return { vary: 'origin' }
  return {
    vary: 'origin',
    'access-control-allow-origin': origin,
    'access-control-expose-headers': 'retry-after',
  }
}

/** The answer to a preflight of an allowed origin. */
export function preflightResponse(route: Route): Response {
  return new Response(null, {
    status: 204,
    headers: {
      'access-control-allow-methods': `${route.method}, OPTIONS`,
      'access-control-allow-headers': 'content-type, authorization',
    },
  })
}
