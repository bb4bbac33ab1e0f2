import { useSyncExternalStore } from 'react'
import { GLOBALS_UPDATED } from 'storybook/internal/core-events'
import { addons } from 'storybook/preview-api'

type Globals = Readonly<Record<string, unknown>>

let chosen = readAddress()
const listeners = new Set<() => void>()

void addons.ready().then((channel) => {
  channel.on(GLOBALS_UPDATED, ({ initialGlobals, userGlobals }: { initialGlobals: Globals; userGlobals: Globals }) => {
    const names = Object.keys(initialGlobals).filter((name) => typeof initialGlobals[name] === 'string')
    const changed = names.filter((name) => userGlobals[name] !== initialGlobals[name])
    chosen = Object.fromEntries(changed.map((name) => [name, userGlobals[name]]))
    for (const listener of listeners) listener()
  })
})

/** What is chosen in the toolbar, where that is not what it begins with. Pages which have no story hear of it, too. */
export function useGlobals(): Globals {
  return useSyncExternalStore(subscribe, () => chosen)
}

/** As the address of a story takes them. */
export function addressOf(globals: Globals): string {
  return Object.entries(globals)
    .map(([name, value]) => `${name}:${value}`)
    .join(';')
}

function readAddress(): Globals {
  const text = new URLSearchParams(globalThis.location?.search).get('globals') ?? ''
  return Object.fromEntries(text.split(';').flatMap((pair) => (pair.includes(':') ? [pair.split(':', 2)] : [])))
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
