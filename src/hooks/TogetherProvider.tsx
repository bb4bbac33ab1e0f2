'use client'

import { createContext, type ReactNode, useContext, useMemo, useState } from 'react'
import type { Prices, TogetherTransportOptions } from '../store/index.js'
import { type ChatRegistry, createChatRegistry, defaultRegistry } from './chatRegistry.js'
import { identityOf } from './identity.js'

/** How the hooks below a provider reach a model. */
export interface TogetherConnection extends TogetherTransportOptions {
  /** Prices for a million tokens by model, in US dollars. They win over those of `/models`. */
  prices?: Prices | undefined
}

/** What `TogetherProvider` takes: how to reach a model, and where named conversations live. */
export interface TogetherProviderProps extends TogetherConnection {
  /** Where named conversations live, for an app which removes them itself. @default one of this provider */
  registry?: ChatRegistry | undefined
  children?: ReactNode
}

interface TogetherContextValue {
  connection: TogetherConnection
  registry: ChatRegistry
  /** Whose answers these are, for query keys. */
  identity: string
}

const TogetherContext = createContext<TogetherContextValue | null>(null)
const noConnection: TogetherConnection = {}
const nobody = identityOf(noConnection, 0)
let providers = 0

/**
 * Tells the hooks below how to reach a model. It is optional: without it requests go to the relay at `/api/together`.
 * Conversations with an id are shared by the hooks below one provider. Where `headers` is a function, so are cached
 * answers (models, `useTogetherGenerateQuery`): give the provider a `key` which changes with the user.
 *
 * @example
 * <TogetherProvider baseUrl="/api/together" model="meta-llama/Llama-3.3-70B-Instruct-Turbo">
 *   <App />
 * </TogetherProvider>
 */
export function TogetherProvider({ children, registry: given, ...connection }: TogetherProviderProps): ReactNode {
  const [own] = useState(createChatRegistry)
  const registry = given ?? own
  const stable = useStableConnection(connection)
  const [number] = useState(() => ++providers)
  const identity = useMemo(() => identityOf(stable, number), [stable, number])
  const value = useMemo(() => ({ connection: stable, registry, identity }), [stable, registry, identity])
  return <TogetherContext.Provider value={value}>{children}</TogetherContext.Provider>
}

/** The same object while its fields are the same, whatever order and object they come in. */
function useStableConnection(connection: TogetherConnection): TogetherConnection {
  const [kept, keep] = useState(connection)
  const names = Object.keys({ ...kept, ...connection }) as (keyof TogetherConnection)[]
  if (names.every((name) => Object.is(kept[name], connection[name]))) return kept
  keep(connection) // React renders again at once, before anybody below
  return connection
}

/** The provider's connection, or the defaults. */
export function useTogetherConnection(): TogetherConnection {
  return useContext(TogetherContext)?.connection ?? noConnection
}

/** Who asks, for query keys. */
export function useIdentity(): string {
  return useContext(TogetherContext)?.identity ?? nobody
}

export function useChatRegistry(): ChatRegistry {
  return useContext(TogetherContext)?.registry ?? defaultRegistry
}
