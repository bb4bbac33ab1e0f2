import { describe, expect, it } from 'vitest'
import { type ChatGeneratorInit, Secret, TogetherAIChatGenerator } from '../../src/core/index.js'
import { completion, jsonAnswer } from './support/answers.js'

type Headers = Record<string, string>

/** Runs once against a server which refuses the first `refusals` requests with 401; gives the headers it saw. */
async function headersSeen(refusals: number, init: ChatGeneratorInit) {
  const seen: Headers[] = []
  const generator = new TogetherAIChatGenerator({
    apiKey: null,
    maxRetries: 0,
    fetch: async (_, { headers }) => {
      seen.push(headers as Headers)
      return seen.length > refusals
        ? jsonAnswer(completion('a'))
        : jsonAnswer({ error: { message: 'no' } }, { status: 401 })
    },
    ...init,
  })
  const error = await generator.run('hi').then(
    () => null,
    (thrown) => thrown,
  )
  return { seen, error }
}

/** Headers with a token which is another each time. */
function freshToken(): () => Promise<Headers> {
  let number = 0
  return async () => ({ authorization: `Bearer token-${++number}` })
}

describe('headers', () => {
  it('are those which a browser may send without asking for more, and the key', async () => {
    const { seen } = await headersSeen(0, { apiKey: 'test-key' })
    expect(seen).toEqual([
      { accept: 'application/json', 'content-type': 'application/json', authorization: 'Bearer test-key' },
    ])
  })

  it('have no authorization with apiKey null', async () => {
    const { seen } = await headersSeen(0, {})
    expect(seen[0]).not.toHaveProperty('authorization')
  })

  it('come from an object', async () => {
    const { seen } = await headersSeen(0, { headers: { 'x-tenant': 'a' } })
    expect(seen[0]).toMatchObject({ 'x-tenant': 'a' })
  })

  it('come from an async function, asked again once after a 401', async () => {
    const { seen, error } = await headersSeen(1, { headers: freshToken() })
    expect(error).toBeNull()
    expect(seen.map(({ authorization }) => authorization)).toEqual(['Bearer token-1', 'Bearer token-2'])
  })

  it('are not asked for a third time', async () => {
    const { seen, error } = await headersSeen(9, { headers: freshToken(), maxRetries: 5 })
    expect(error).toMatchObject({ code: 'authentication', status: 401, attempts: 2 })
    expect(seen).toHaveLength(2)
  })

  it('which cannot change are sent once', async () => {
    const { seen, error } = await headersSeen(9, { headers: { authorization: 'Bearer old' }, maxRetries: 5 })
    expect(error).toMatchObject({ code: 'authentication', attempts: 1 })
    expect(seen).toHaveLength(1)
  })

  it('win over the key', async () => {
    const { seen } = await headersSeen(0, {
      apiKey: Secret.fromToken('test-key'),
      headers: { authorization: 'Bearer mine' },
    })
    expect(seen[0]?.authorization).toBe('Bearer mine')
  })

  it('of a function which throws are an error of ours, with its own as the cause', async () => {
    const headers = async () => {
      throw new Error('the session is over')
    }
    const { seen, error } = await headersSeen(0, { headers })
    expect(error).toMatchObject({ name: 'TogetherError', cause: { message: 'the session is over' } })
    expect(seen).toEqual([])
  })

  it('which take for ever can be aborted', async () => {
    const controller = new AbortController()
    const generator = new TogetherAIChatGenerator({ apiKey: null, headers: () => new Promise(() => {}) })
    const run = generator.run('hi', { signal: controller.signal }).catch((error) => error.code)
    controller.abort()
    const late = new Promise((resolve) => setTimeout(() => resolve('still waiting'), 100))
    expect(await Promise.race([run, late])).toBe('aborted')
  })
})
