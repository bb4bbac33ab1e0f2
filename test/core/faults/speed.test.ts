import { describe, expect, it } from 'vitest'
import { parseEventStream } from '../../../src/core/index.js'
import { bodyOf, deltaEvent, done, everyByte, streamAnswer, textEvent } from '../support/answers.js'
import { generatorOver } from '../support/generators.js'

async function parse(pieces: readonly Uint8Array[]): Promise<string[]> {
  const found: string[] = []
  for await (const { data } of parseEventStream(bodyOf(pieces))) found.push(data)
  return found
}

/** Three tries, of which the processor's time counts: the machine has other things to do too. */
async function expectWithin(limitMs: number, body: () => Promise<unknown>): Promise<void> {
  const times: number[] = []
  while (times.length < 3 && !times.some((ms) => ms < limitMs)) {
    const before = process.cpuUsage()
    await body()
    const { user, system } = process.cpuUsage(before)
    times.push((user + system) / 1000)
  }
  expect(Math.min(...times)).toBeLessThan(limitMs)
}

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

function read(text: string | ReadableStream<Uint8Array>) {
  return generatorOver(() => streamAnswer(text)).run('hi', { streamingCallback: () => {} })
}

describe('work is linear', () => {
  it('N25 10,000 events in one chunk are parsed in under 200 ms', async () => {
    const events = Array.from({ length: 10_000 }, (_, place) => `data: {"event":${place}}\n\n`)
    const whole = [bytes(events.join(''))]
    expect(await parse(whole)).toHaveLength(10_000)
    await expectWithin(200, () => parse(whole))
  })

  it('N25 10,000 tokens in one chunk make their reply in under a second', async () => {
    const text = `${Array.from({ length: 10_000 }, () => textEvent('word ')).join('')}${done}`
    expect((await read(text)).replies[0]?.text).toBe('word '.repeat(10_000))
    await expectWithin(1000, () => read(text))
  })

  it('N26 1 MiB in one-byte chunks is parsed in under 2 seconds', async () => {
    const event = `data: ${'x'.repeat(1016)}\n\n`
    const pieces = everyByte(bytes(event.repeat(1024)))
    expect(pieces).toHaveLength(1024 * 1024)
    await expectWithin(2000, async () => expect(await parse(pieces)).toHaveLength(1024))
  }, 20_000)

  it('N26 one event of 1 MiB in one-byte chunks as well', async () => {
    const pieces = everyByte(bytes(`data: ${'x'.repeat(1024 * 1024 - 8)}\n\n`))
    await expectWithin(2000, async () => expect(await parse(pieces)).toHaveLength(1))
  }, 20_000)

  it('N26 64 KiB of tool arguments in deltas of one character are read in under a second', async () => {
    const value = `{"text":"${'x'.repeat(64 * 1024)}"}`
    const deltas = [...value].map((character) =>
      deltaEvent({ tool_calls: [{ index: 0, function: { arguments: character } }] }),
    )
    const head = deltaEvent({ tool_calls: [{ index: 0, id: 'c', function: { name: 'f', arguments: '' } }] })
    const text = `${head}${deltas.join('')}${textEvent('', 'tool_calls')}${done}`
    expect((await read(text)).replies[0]?.toolCall?.arguments).toEqual(JSON.parse(value))
    await expectWithin(1000, () => read(text))
  }, 20_000)
})
