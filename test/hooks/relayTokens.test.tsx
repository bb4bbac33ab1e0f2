import { act, renderHook } from '@testing-library/react'
import type { ReactNode } from 'react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { TogetherProvider, useTogetherChat } from '../../src/hooks/index.js'
import { createNodeListener } from '../../src/node/index.js'
import { bearerIdentity, createTogetherRelay, signRelayToken } from '../../src/relay/index.js'
import { createSimulator } from '../../src/testing/createSimulator.js'
import { reply } from '../../src/testing/script.js'
import { forThisTest } from '../setup/forThisTest.js'
import { serve } from '../setup/serve.mjs'

const llama = 'meta-llama/Llama-3.3-70B-Instruct-Turbo'
const secret = 'a-secret-of-at-least-thirty-two-bytes'

/** A relay for holders of tokens, over a real socket; what it answered is told by status. */
async function startRelay() {
  const simulator = createSimulator({ tokensPerSecond: 0, script: () => reply('as expected') })
  const statuses: number[] = []
  const relay = createTogetherRelay({
    apiKey: 'tgp_v1_server_key_0123456789',
    allowedModels: [llama],
    authenticate: bearerIdentity(secret),
    fetch: (input, init) => simulator(new Request(input, init)),
    log: ({ status }) => statuses.push(status),
  })
  const { origin } = await forThisTest(serve(createNodeListener(relay)))
  return { baseUrl: `${origin}/api/together`, statuses }
}

/** A chat whose headers carry these tokens, one after the other. */
async function openChat(tokens: readonly (() => Promise<string>)[]) {
  const { baseUrl, statuses } = await startRelay()
  let asked = 0
  const headers = async () => {
    const sign = tokens[Math.min(asked, tokens.length - 1)]
    asked += 1
    return { authorization: `Bearer ${await sign?.()}` }
  }
  const wrapper = ({ children }: { children: ReactNode }) => (
    <TogetherProvider baseUrl={baseUrl} headers={headers} maxRetries={0}>
      {children}
    </TogetherProvider>
  )
  const errors: unknown[] = []
  const onError = ({ error }: { error: unknown }) => errors.push(error)
  const { result } = renderHook(() => useTogetherChat({ model: llama, onError }), { wrapper })
  await act(() => result.current.sendMessage('Hi'))
  return { chat: result.current, statuses, errors, asked: () => asked }
}

const valid = () => signRelayToken({ id: 'ann' }, secret)

async function expired(): Promise<string> {
  vi.setSystemTime(Date.now() - 3_600_000)
  try {
    return await signRelayToken({ id: 'ann' }, secret)
  } finally {
    vi.useRealTimers()
  }
}

afterEach(() => {
  vi.useRealTimers()
})

describe('useTogetherChat with headers from an async function, through a relay', { timeout: 30_000 }, () => {
  it('sends what the function gives', async () => {
    const { chat, statuses, asked } = await openChat([valid])
    expect(chat.messages.at(-1)?.message.text).toBe('as expected')
    expect([statuses, asked()]).toEqual([[200], 1])
  })

  it('asks for another token once after a 401, and the reader sees nothing of it', async () => {
    const { chat, statuses, errors, asked } = await openChat([expired, valid])
    expect(chat.messages.at(-1)?.message.text).toBe('as expected')
    expect([statuses, asked(), errors, chat.status, chat.error]).toEqual([[401, 200], 2, [], 'ready', null])
  })

  it('says that the reader is not signed in when the second token is refused, too', async () => {
    const { chat, statuses, errors, asked } = await openChat([expired])
    expect(chat.error).toMatchObject({ code: 'authentication', status: 401, attempts: 2 })
    expect([statuses, asked(), errors.length, chat.status]).toEqual([[401, 401], 2, 1, 'error'])
  })
})
