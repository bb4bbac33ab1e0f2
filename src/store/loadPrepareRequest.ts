import { loadPart } from '../core/loadPart.js'

type PrepareRequest = typeof import('./prepareRequest.js')

let loaded: PrepareRequest | null = null

/** Gives the part which is here already: what `together-react/engine` does when it is imported. */
export function providePrepareRequest(part: PrepareRequest): void {
  loaded = part
}

/** The part which writes a chat's requests; at once when it is here already. Throws as `loadPart` does. */
export async function loadPrepareRequest(): Promise<PrepareRequest> {
  loaded ??= await loadPart(() => import('./prepareRequest.js'))
  return loaded
}
