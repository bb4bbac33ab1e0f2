import { describe, expect, it } from 'vitest'
import { type StreamingChunk, type TextResult, TogetherAIGenerator } from '../../src/core/index.js'
import { type WireFixture, wireFixtures } from '../fixtures/load.js'
import { bodyOf, cutAtRandom, everyByte } from './support/answers.js'

const fixtures = wireFixtures('/completions').filter(({ path }) => path === '/completions')

async function run({ request, status, headers }: WireFixture, pieces: readonly Uint8Array[]) {
  const sent: { url: string; body: unknown }[] = []
  const chunks: StreamingChunk[] = []
  const generator = new TogetherAIGenerator({
    endpoint: 'completions',
    apiKey: 'test-key',
    maxRetries: 0,
    fetch: async (url, { body }) => {
      sent.push({ url, body: JSON.parse(String(body)) })
      return new Response(bodyOf(pieces), { status, headers })
    },
  })
  const {
    model: _,
    prompt,
    stream,
    ...generationKwargs
  } = request as { model?: string; prompt: string; stream?: boolean }
  const streamingCallback = stream ? (chunk: StreamingChunk) => void chunks.push(chunk) : null
  const { replies, meta } = await generator.run(prompt, { generationKwargs, streamingCallback })
  return {
    sent,
    replies,
    meta: meta.map(({ completion_start_time, ...rest }) => rest),
    contents: chunks.map(contentOf),
  }
}

function contentOf({ content, meta }: StreamingChunk): unknown[] {
  return [meta.index, content]
}

function expectAsFixture({ replies, meta }: TextResult, { expected }: WireFixture): void {
  expect(replies).toEqual(expected.choices.map(({ text }) => text))
  expect(meta.map(({ index, finish_reason }) => [index, finish_reason])).toEqual(
    expected.choices.map((choice) => [choice.index, choice.finish_reason ?? expected.top_level_finish_reason]),
  )
  for (const { usage } of meta) expect(usage).toMatchObject(expected.usage ?? {})
}

describe('POST /completions', () => {
  describe.each(fixtures.map((fixture) => [fixture.id, fixture] as const))('%s', (_, fixture) => {
    it('is read as expected', async () => {
      expectAsFixture(await run(fixture, [fixture.body]), fixture)
    })

    it('gives the same byte by byte', async () => {
      expect(await run(fixture, everyByte(fixture.body))).toEqual(await run(fixture, [fixture.body]))
    })

    it.each([1, 2, 3, 4, 5])('gives the same cut at 50 random places (seed %i)', async (seed) => {
      expect(await run(fixture, cutAtRandom(fixture.body, 50, seed))).toEqual(await run(fixture, [fixture.body]))
    })

    it('asks as the fixture was asked', async () => {
      const { sent } = await run(fixture, [fixture.body])
      expect(sent).toHaveLength(1)
      expect(sent[0]?.url).toBe('https://api.together.xyz/v1/completions')
      expect(sent[0]?.body).toMatchObject({ prompt: 'x', ...fixture.request, model: expect.any(String) })
      expect(sent[0]?.body).not.toHaveProperty('messages')
    })
  })
})
