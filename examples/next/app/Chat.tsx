'use client'

import { TogetherProvider } from 'together-react'
import { TogetherChat } from 'together-react/components'
import { newRelayToken } from '../lib/relayTokens'

let token: string | null = null

/** The chat. Its token is asked for once, and again after the relay refused it (401). */
export function Chat({ model }: { model: string }) {
  return (
    <TogetherProvider model={model} headers={headers} fetch={fetchWithToken}>
      <TogetherChat suggestions={['What can you do?']} />
    </TogetherProvider>
  )
}

async function headers(): Promise<Record<string, string>> {
  token ??= await newRelayToken()
  return token === null ? {} : { authorization: `Bearer ${token}` }
}

async function fetchWithToken(url: string, init: RequestInit): Promise<Response> {
  const response = await fetch(url, init)
  if (response.status === 401) token = null
  return response
}
