import { loadPart, type PartWait } from './loadPart.js'

type Engine = typeof import('./engine.js')

let loaded: Engine | null = null

/** Gives the engine which is here already: what `together-react/engine` does when it is imported. */
export function provideEngine(engine: Engine): void {
  loaded = engine
}

/** The part which makes requests; at once when it is here already. Waits and throws as `loadPart` does. */
export async function loadEngine(wait?: PartWait): Promise<Engine> {
  loaded ??= await loadPart(() => import('./engine.js'), wait)
  return loaded
}

/**
 * Loads the part which makes requests, so that the first need not wait for it. The hooks do this when they mount; a page
 * which calls a generator may do it while it is idle. Never rejects: what fails here fails again with the request.
 */
export async function preload(): Promise<void> {
  await loadEngine().catch(() => {})
}
