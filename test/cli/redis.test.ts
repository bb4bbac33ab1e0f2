import { randomUUID } from 'node:crypto'
import { createServer } from 'node:net'
import { afterAll, describe, expect, it } from 'vitest'
import { createNodeListener } from '../../src/node/index.js'
import { signRelayToken } from '../../src/relay/index.js'
import { createSimulator } from '../../src/testing/index.js'
import { startRedis } from '../relay/redis/startRedis.js'
import { forThisTest } from '../setup/forThisTest.js'
import { serve } from '../setup/serve.mjs'
import { startCli } from './startCli.js'

const redis = await startRedis()
afterAll(() => redis?.close())

const why = redis ? '' : ' (skipped: no redis-server on the PATH, and REDIS_URL is not set)'
const secret = 'a-secret-of-at-least-thirty-two-bytes'
const llama = 'meta-llama/Llama-3.3-70B-Instruct-Turbo'
const args = ['relay', '--port', '0', '--model', llama, '--token-secret-env', 'SECRET', '--redis-env', 'LIMITS_URL']
const key = { TOGETHER_API_KEY: 'tgp_v1_command_line_0123456789', SECRET: secret }

describe('--redis-env', { timeout: 60_000 }, () => {
  it.skipIf(!redis)(`counts the requests of two processes together${why}`, async () => {
    const upstream = await forThisTest(serve(createNodeListener(createSimulator({ tokensPerSecond: 0 }))))
    const variables = { ...key, TOGETHER_BASE_URL: `${upstream.origin}/v1`, LIMITS_URL: redis?.url ?? '' }
    const relays = [1, 2].map(() => startCli([...args, '--per-minute', '5', '--concurrent', '100'], variables))
    const urls = await Promise.all(relays.map(async (relay) => String((await relay.line('listening')).url)))
    const authorization = `Bearer ${await signRelayToken({ id: randomUUID() }, secret)}`
    const asked = Array.from({ length: 12 }, async (_, place) => {
      const response = await fetch(`${urls[place % 2]}/v1/models`, { headers: { authorization } })
      await response.body?.cancel()
      return response.status
    })
    const statuses = await Promise.all(asked)
    expect(statuses.sort()).toEqual([...Array(5).fill(200), ...Array(7).fill(429)])
    for (const relay of relays) relay.signal('SIGTERM')
    expect(await Promise.all(relays.map((relay) => relay.exited))).toEqual([0, 0])
  })

  it('says 1 where no Redis answers, without the password', async () => {
    const port = await closedPort()
    const cli = startCli([...args], { ...key, LIMITS_URL: `redis://relay:hunter2@127.0.0.1:${port}` })
    expect(await cli.exited).toBe(1)
    expect(cli.output()).toMatch(/Redis cannot be reached \(ECONNREFUSED\): check the URL which --redis-env names/)
    expect(cli.output()).not.toContain('hunter2')
  })
})

/** A port on which nothing listens. */
async function closedPort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address !== 'object') throw new Error('No port.')
  return address.port
}
