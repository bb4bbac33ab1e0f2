import { versions } from 'node:process'

/**
 * Node's `fetch` with no limit of its own: that one gives up after 300 s in which nothing came, before a reply as within
 * it, whatever `limits.totalMs` of the relay says. Everything else is as the host has set it, a proxy included.
 *
 * @example
 * createTogetherRelay({ allowedModels, authenticate, fetch: patientFetch, limits: { totalMs: 1_200_000 } })
 */
export const patientFetch: typeof fetch = (input, init) => fetch(input, { ...init, dispatcher } as RequestInit)

type Dispatch = (options: object, handler: object) => boolean

/** Passes on to the dispatcher of all requests; one of undici's own would mean a dependency on its every version. */
const dispatcher: { dispatch: Dispatch } = {
  dispatch: (options, handler) =>
    Reflect.get(globalThis, shared).dispatch({ ...options, headersTimeout: 0, bodyTimeout: 0 }, handler),
}

/** Where undici keeps it, by the version of what it calls: https://github.com/nodejs/undici/blob/main/lib/global.js */
const shared = Symbol.for(`undici.globalDispatcher.${Number.parseInt(versions.undici ?? '', 10) >= 8 ? 2 : 1}`)
