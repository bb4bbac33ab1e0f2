import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { type TogetherConnection, TogetherProvider } from '../../src/hooks/index.js'
import { controlledStream } from '../../src/testing/controlledStream.js'

/** A provider over a fetch of the test's own; requests are counted. */
export function connected(fetch: (request: Request) => Promise<Response>, connection: TogetherConnection = {}) {
  const requests: Request[] = []
  const client = new QueryClient()
  const counted = async (url: string, init: RequestInit) => {
    const request = new Request(new URL(url, 'https://app.test'), init)
    requests.push(request)
    return fetch(request.clone())
  }
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={client}>
      <TogetherProvider fetch={counted} maxRetries={0} {...connection}>
        {children}
      </TogetherProvider>
    </QueryClientProvider>
  )
  return { wrapper, requests }
}

/** The same over controlled streams, one for each request. */
export function stepped() {
  const streams: ReturnType<typeof controlledStream>[] = []
  const { wrapper, requests } = connected(async (request) => {
    const stream = controlledStream()
    streams.push(stream)
    return stream.response({ signal: request.signal })
  })
  const streamAt = async (place: number) => {
    while (streams.length <= place) await new Promise((resolve) => setTimeout(resolve))
    return streams[place] as ReturnType<typeof controlledStream>
  }
  return { wrapper, requests, streamAt }
}
