'use client'

import { QueryClient, QueryClientContext } from '@tanstack/react-query'
import { useContext } from 'react'

let own: QueryClient | undefined

/** The app's QueryClient, or one which is made when there is none. */
export function useTogetherQueryClient(): QueryClient {
  const client = useContext(QueryClientContext)
  if (client) return client
  own ??= new QueryClient()
  return own
}
