import { contentTypeOf } from './contentTypeOf.js'
import { Refusal } from './refusal.js'

/** A path which asks a model. */
export interface CompletionRoute {
  path: '/chat/completions' | '/completions'
  method: 'POST'
}

/** One of the three paths which the relay serves. */
export type Route = CompletionRoute | { path: '/models'; method: 'GET' }

const routes: readonly Route[] = [
  { path: '/chat/completions', method: 'POST' },
  { path: '/completions', method: 'POST' },
  { path: '/models', method: 'GET' },
]

/** The route a URL's path ends with, wherever the relay is mounted. */
export function findRoute(url: string): Route {
  const { pathname } = new URL(url)
  const route = routes.find(({ path }) => pathname.endsWith(path))
  if (!route) throw new Refusal(404, 'not_found', 'The relay serves /chat/completions, /completions and /models.')
  return route
}

/** Refuses other methods than the route's and OPTIONS. */
export function checkMethod(method: string, route: Route): void {
  if (method === route.method || method === 'OPTIONS') return
  throw new Refusal(405, 'method_not_allowed', `${route.path} takes ${route.method}.`, {
    allow: `${route.method}, OPTIONS`,
  })
}

/** Refuses a body which is not declared as JSON: a form could send it from any site without asking. */
export function checkContentType(request: Request, route: Route): void {
  if (route.method === 'GET') return
  if (contentTypeOf(request) !== 'application/json') {
    throw new Refusal(415, 'unsupported_media_type', 'Send the body as content-type: application/json.')
  }
}
