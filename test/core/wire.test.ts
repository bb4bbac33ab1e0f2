import { describe, expect, it } from 'vitest'
import {
  type ChatMessage,
  type GenerationKwargs,
  isTogetherError,
  listModels,
  type StreamingChunk,
} from '../../src/core/index.js'
import { type WireChoice, type WireFixture, wireFixtures } from '../fixtures/load.js'
import { bodyOf, cutAtRandom, everyByte } from './support/answers.js'
import { generatorOver } from './support/generators.js'

const seeds = [1, 2, 3, 4, 5]

describe('POST /chat/completions', () => {
  describe.each(wireFixtures('/chat/completions').map((fixture) => [fixture.id, fixture] as const))(
    '%s',
    (_, fixture) => {
      it('is read as expected', async () => {
        const outcome = await run(fixture, [fixture.body])
        if (['error', 'http-error', 'truncated'].includes(fixture.expected.terminal)) expectError(outcome, fixture)
        else expectReplies(outcome, fixture)
      })

      it('gives the same byte by byte', async () => {
        expect(await run(fixture, everyByte(fixture.body))).toEqual(await run(fixture, [fixture.body]))
      })

      it.each(seeds)('gives the same cut at 50 random places (seed %i)', async (seed) => {
        const pieces = cutAtRandom(fixture.body, 50, seed)
        expect(await run(fixture, pieces)).toEqual(await run(fixture, [fixture.body]))
      })
    },
  )
})

describe('POST /chat/completions as a stream', () => {
  const streams = wireFixtures('/chat/completions').filter(({ request: { stream } }) => stream === true)

  it.each(streams.map((fixture) => [fixture.id, fixture] as const))(
    '%s gives the same through stream()',
    async (_, fixture) => {
      expect(await iterate(fixture)).toEqual(await run(fixture, [fixture.body]))
    },
  )
})

describe('GET /models', () => {
  it.each(wireFixtures('/models').map((fixture) => [fixture.id, fixture] as const))('%s', async (_, fixture) => {
    const rows = JSON.parse(new TextDecoder().decode(fixture.body))
    const fetch = async () => answer(fixture, everyByte(fixture.body))
    expect(await listModels({ apiKey: 'test-key', fetch })).toEqual(Array.isArray(rows) ? rows : rows.data)
  })
})

type Outcome = { replies: object[]; chunks: object[]; messages: ChatMessage[] } | { error: Record<string, unknown> }

function answer({ status, headers }: WireFixture, pieces: readonly Uint8Array[]): Response {
  return new Response(bodyOf(pieces), { status, headers })
}

function request(fixture: WireFixture): { generationKwargs: GenerationKwargs } {
  return { generationKwargs: fixture.request.n === undefined ? {} : { n: fixture.request.n } }
}

async function run(fixture: WireFixture, pieces: readonly Uint8Array[]): Promise<Outcome> {
  const chunks: StreamingChunk[] = []
  const streamingCallback = fixture.request.stream ? (chunk: StreamingChunk) => void chunks.push(chunk) : null
  const generator = generatorOver(() => answer(fixture, pieces))
  return outcomeOf(() => generator.run('hi', { ...request(fixture), streamingCallback }), chunks)
}

async function iterate(fixture: WireFixture): Promise<Outcome> {
  const chunks: StreamingChunk[] = []
  const reply = generatorOver(() => answer(fixture, [fixture.body])).stream('hi', request(fixture))
  return outcomeOf(async () => {
    for await (const chunk of reply) chunks.push(chunk)
    return reply.result
  }, chunks)
}

/** Without the moments at which events were received. */
async function outcomeOf(
  run: () => Promise<{ replies: ChatMessage[] }>,
  chunks: readonly StreamingChunk[],
): Promise<Outcome> {
  try {
    const { replies } = await run()
    const timeless = chunks.map((chunk) => ({ ...chunk, meta: { ...chunk.meta, received_at: null } }))
    return { replies: replies.map(dictOf), chunks: timeless, messages: replies.map(timelessMessage) }
  } catch (error) {
    if (!isTogetherError(error)) throw error
    return { error: { ...error.toJSON(), partial: error.partial?.replies.map(dictOf) ?? null } }
  }
}

function dictOf(reply: ChatMessage): object {
  return timelessMessage(reply).toDict()
}

function timelessMessage(reply: ChatMessage): ChatMessage {
  return 'completion_start_time' in reply.meta ? reply.withMeta({ completion_start_time: null }) : reply
}

function expectError(outcome: Outcome, { expected, status }: WireFixture): void {
  if (!('error' in outcome)) throw new Error(`expected an error, got ${JSON.stringify(outcome.replies)}`)
  const { error } = outcome
  if (expected.terminal === 'http-error') expect(error.status).toBe(status)
  if (expected.terminal === 'truncated') expect(error.code).toBe('truncated')
  if (expected.error?.type === 'parse_error')
    expect(error.code).toBe('protocol') // its message is the vector's own
  else if (expected.error?.message) expect(error.message).toContain(expected.error.message)
}

function expectReplies(outcome: Outcome, { expected }: WireFixture): void {
  if ('error' in outcome) throw new Error(`expected replies, got ${JSON.stringify(outcome.error)}`)
  const { messages } = outcome
  expect(messages.map(({ meta }) => meta.index)).toEqual(expected.choices.map(({ index }) => index))
  expect(messages.map((message) => message.toolCalls.map(callOf))).toEqual(expected.choices.map(callsOf))
  expect(messages.map(({ meta }) => meta.finish_reason)).toEqual(
    expected.choices.map(({ finish_reason: own }) => own ?? expected.top_level_finish_reason ?? null),
  )
  for (const [place, choice] of expected.choices.entries()) {
    const texts = { text: messages[place]?.text ?? '', reasoning: messages[place]?.reasoning?.reasoningText ?? '' }
    const { answer, reasoning } = expected.think ?? { answer: choice.text ?? '', reasoning: choice.reasoning ?? '' }
    expect(texts).toEqual({ text: answer, reasoning })
  }
  if (expected.usage) {
    const { prompt_tokens, completion_tokens } = expected.usage
    for (const { meta } of messages) expect(meta.usage).toMatchObject({ prompt_tokens, completion_tokens })
  }
}

function callOf({ id, toolName, arguments: values }: ChatMessage['toolCalls'][number]): unknown[] {
  return [id, toolName, values]
}

/** Calls whose arguments do not parse are not in a message. */
function callsOf({ tool_calls: calls = [] }: WireChoice): unknown[] {
  return calls.flatMap(({ id, name, arguments: text }) => {
    try {
      return [[id ?? null, name, JSON.parse(text || '{}')]]
    } catch {
      return []
    }
  })
}
