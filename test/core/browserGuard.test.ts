import { afterEach, describe, expect, it, vi } from 'vitest'
import { Secret } from '../../src/core/index.js'
import { completion, jsonAnswer } from './support/answers.js'
import { generatorOver } from './support/generators.js'

afterEach(() => {
  vi.unstubAllGlobals()
})

/** What a page, or a worker of one, has; Node's `process` is gone. */
function enterBrowser(scope: 'document' | 'WorkerGlobalScope'): void {
  vi.stubGlobal(scope, {})
  vi.stubGlobal('process', { env: { TOGETHER_API_KEY: 'test-key' } })
}

const answer = () => jsonAnswer(completion('a'))
const refused = { code: 'browser-key', message: expect.stringContaining('createTogetherRelay') }

describe('a key in a browser', () => {
  it.each(['document', 'WorkerGlobalScope'] as const)('is refused where there is a %s', async (scope) => {
    const generator = generatorOver(answer)
    enterBrowser(scope)
    await expect(generator.run('hi')).rejects.toMatchObject(refused)
    await expect(generator.stream('hi').result).rejects.toMatchObject(refused)
  })

  it('is refused as a string and from the environment too', async () => {
    enterBrowser('document')
    await expect(generatorOver(answer, { apiKey: 'test-key' }).run('hi')).rejects.toMatchObject(refused)
    await expect(generatorOver(answer, { apiKey: undefined }).run('hi')).rejects.toMatchObject(refused)
  })

  it('is sent with dangerouslyAllowBrowser', async () => {
    enterBrowser('document')
    const generator = generatorOver(answer, { dangerouslyAllowBrowser: true })
    await expect(generator.run('hi')).resolves.toMatchObject({ replies: [{ text: 'a' }] })
  })

  it('is not missed with apiKey null, or a secret which is not set', async () => {
    const unset = Secret.fromEnvVar('NOT_SET', { strict: false })
    enterBrowser('document')
    await expect(generatorOver(answer, { apiKey: null }).run('hi')).resolves.toMatchObject({ replies: [{ text: 'a' }] })
    await expect(generatorOver(answer, { apiKey: unset }).run('hi')).resolves.toMatchObject({
      replies: [{ text: 'a' }],
    })
  })
})

describe('a key outside of a browser', () => {
  it('is sent', async () => {
    await expect(generatorOver(answer).run('hi')).resolves.toMatchObject({ replies: [{ text: 'a' }] })
  })

  it('is missed when the environment has none', async () => {
    vi.stubEnv('TOGETHER_API_KEY', undefined)
    await expect(generatorOver(answer, { apiKey: undefined }).run('hi')).rejects.toMatchObject({ code: 'missing-key' })
    vi.unstubAllEnvs()
  })
})
