import { TogetherError } from './http/TogetherError.js'

type Engine = typeof import('./engine.js')

let loaded: Engine | null = null

/** The part which makes requests; at once when it is here already. Throws `network` when it cannot be fetched. */
export async function loadEngine(): Promise<Engine> {
  if (loaded) return loaded
  try {
    loaded = await import('./engine.js')
    return loaded
  } catch (cause) {
    const message = 'The part of together-react which makes requests could not be loaded.'
    throw new TogetherError({ code: 'network', retryable: true, message, cause })
  }
}

/**
 * Loads the part which makes requests, so that the first need not wait for it. The hooks do this when they mount; a page
 * which calls a generator may do it while it is idle. Never rejects: what fails here is tried again with the request.
 */
export async function preload(): Promise<void> {
  await loadEngine().catch(() => {})
}
