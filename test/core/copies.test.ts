import { describe, expect, it, vi } from 'vitest'
import * as ours from '../../src/core/index.js'

/** A second copy of the package, as two versions of it in one page. */
async function otherCopy(): Promise<typeof ours> {
  vi.resetModules()
  return import('../../src/core/index.js')
}

describe('two copies of the package', () => {
  it('know each other’s errors', async () => {
    const theirs = await otherCopy()
    const error = new theirs.TogetherError({ code: 'network', message: 'gone' })
    expect(error).not.toBeInstanceOf(ours.TogetherError)
    expect(ours.isTogetherError(error)).toBe(true)
    expect(theirs.isTogetherError(new ours.TogetherError({ code: 'network', message: 'gone' }))).toBe(true)
  })

  it('know each other’s messages, tools and secrets', async () => {
    const theirs = await otherCopy()
    const message = theirs.ChatMessage.fromUser('hi')
    expect(message).not.toBeInstanceOf(ours.ChatMessage)
    expect(ours.isChatMessage(message)).toBe(true)
    expect(ours.isTool(new theirs.Tool({ name: 'f', description: '', parameters: {} }))).toBe(true)
    expect(ours.isToolset(new theirs.Toolset())).toBe(true)
    expect(ours.isSecret(theirs.Secret.fromToken('test-key'))).toBe(true)
  })

  it('send each other’s messages with each other’s tools', async () => {
    const theirs = await otherCopy()
    const sent: unknown[] = []
    const generator = new ours.TogetherAIChatGenerator({
      apiKey: null,
      fetch: async (_, { body }) => {
        sent.push(JSON.parse(String(body)))
        return new Response('{"choices":[]}', { headers: { 'content-type': 'application/json' } })
      },
    })
    const tool = new theirs.Tool({ name: 'f', description: 'd', parameters: { type: 'object' } })
    await generator.run([theirs.ChatMessage.fromUser('hi')], { tools: [tool] })
    expect(sent).toMatchObject([{ messages: [{ role: 'user', content: 'hi' }], tools: [{ function: { name: 'f' } }] }])
  })

  it('take nothing else for theirs', () => {
    for (const value of [null, undefined, 'text', {}, new Error('x'), { code: 'network' }]) {
      expect(ours.isTogetherError(value)).toBe(false)
      expect(ours.isChatMessage(value)).toBe(false)
    }
  })
})
