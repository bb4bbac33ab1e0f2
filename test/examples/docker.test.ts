import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execPath } from 'node:process'
import { describe, expect, it, onTestFinished } from 'vitest'
import { forThisTest } from '../setup/forThisTest.js'
import { serve } from '../setup/serve.mjs'

const dockerfile = await readFile(join(import.meta.dirname, '../../examples/docker/Dockerfile'), 'utf8')

/** The words of an instruction in its JSON form. */
function wordsOf(instruction: string): string[] {
  return JSON.parse(dockerfile.match(new RegExp(`^(?:\\s*)${instruction} (\\[.*\\])$`, 'm'))?.[1] ?? 'null')
}

/** What the health check says of a container whose first process was begun with these arguments. */
async function healthOf(args: readonly string[]): Promise<'healthy' | 'unhealthy'> {
  const [, flag = '', script = ''] = wordsOf('CMD')
  const folder = await mkdtemp(join(tmpdir(), 'together-docker-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const cmdline = join(folder, 'cmdline')
  await writeFile(cmdline, `${[...wordsOf('ENTRYPOINT'), ...args].join('\0')}\0`)
  expect(script).toContain('/proc/1/cmdline')
  return new Promise((resolve) => {
    execFile(execPath, [flag, script.replace('/proc/1/cmdline', cmdline)], (error) =>
      resolve(error ? 'unhealthy' : 'healthy'),
    )
  })
}

describe('the health check of examples/docker', { timeout: 60_000 }, () => {
  it('asks at the port on which the relay listens, however --port was given', async () => {
    const { origin } = await forThisTest(
      serve((request, response) => void response.writeHead(request.url === '/healthz' ? 200 : 404).end()),
    )
    const { port } = new URL(origin)
    expect(await healthOf(['--port', port])).toBe('healthy')
    expect(await healthOf(['--model', 'my/model', `--port=${port}`])).toBe('healthy')
  })

  it('is at 8787 unless told', () => {
    const entry = wordsOf('ENTRYPOINT')
    expect(entry.slice(entry.indexOf('--port'))).toEqual(['--port', '8787'])
    expect(dockerfile).toMatch(/^EXPOSE 8787$/m)
  })

  it('fails when the answer is another, or none', async () => {
    const down = await forThisTest(serve((_, response) => void response.writeHead(503).end()))
    expect(await healthOf(['--port', new URL(down.origin).port])).toBe('unhealthy')
    expect(await healthOf(['--port', '1'])).toBe('unhealthy')
  })
})
