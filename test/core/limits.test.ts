import { describe, expect, it } from 'vitest'
import { ChatMessage, isTogetherError, parseEventStream } from '../../src/core/index.js'
import {
  bodyOf,
  completion,
  deltaEvent,
  done,
  event,
  everyByte,
  jsonAnswer,
  streamAnswer,
  streamed,
  textEvent,
} from './support/answers.js'
import { generatorOver, rejection } from './support/generators.js'

function read(text: string) {
  return generatorOver(() => streamAnswer(text)).run('hi', { streamingCallback: () => {} })
}

/** JSON text of objects within objects. */
function nested(depth: number): string {
  return `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`
}

describe('bounds', () => {
  it('an event of more than 16 MiB is a limit error', async () => {
    const text = `data: ${'x'.repeat(16 * 1024 * 1024 + 1)}`
    const body = bodyOf([new TextEncoder().encode(text)])
    await expect(parseEventStream(body).next()).rejects.toMatchObject({ code: 'limit' })
    expect(await rejection(read(text))).toMatchObject({ code: 'limit' })
  })

  it('an event below the bound is read', async () => {
    const bytes = new TextEncoder().encode(`data: ${'x'.repeat(100)}\n\n`)
    const { value } = await parseEventStream(bodyOf([bytes]), { maxEventBytes: 200 }).next()
    expect(value).toMatchObject({ data: 'x'.repeat(100) })
  })

  it.each([
    ['one line, in one piece', `data: ${'x'.repeat(100)}\n\n`, false],
    ['one line, byte by byte', `data: ${'x'.repeat(100)}\n\n`, true],
    ['many lines, in one piece', `${'data: x\n'.repeat(60)}\n`, false],
    ['many lines, byte by byte', `${'data: x\n'.repeat(60)}\n`, true],
  ])('an event above the bound is a limit error (%s)', async (_, text, isCut) => {
    const bytes = new TextEncoder().encode(text)
    const body = bodyOf(isCut ? everyByte(bytes) : [bytes])
    await expect(parseEventStream(body, { maxEventBytes: 50 }).next()).rejects.toMatchObject({ code: 'limit' })
  })

  it('an event of JSON deeper than 128 is a limit error', async () => {
    const deep = `data: {"model":"m","choices":[],"usage":${nested(200)}}\n\n`
    expect(await rejection(read(`${deep}${streamed('Hello')}`))).toMatchObject({ code: 'limit' })
  })

  it('an answer of JSON deeper than 128 is a limit error', async () => {
    const text = JSON.stringify({ ...completion('a'), usage: 0 }).replace('"usage":0', `"usage":${nested(200)}`)
    const answer = () => new Response(text, { headers: { 'content-type': 'application/json' } })
    expect(await rejection(generatorOver(answer).run('hi'))).toMatchObject({ code: 'limit' })
  })

  it('tool arguments of any depth end in a TogetherError or a message which can be sent and stored', async () => {
    const call = { index: 0, id: 'c', function: { name: 'f', arguments: nested(20_000) } }
    const text = `${deltaEvent({ tool_calls: [call] })}${textEvent('', 'tool_calls')}${done}`
    const replies = await read(text).then(
      ({ replies }) => replies,
      (error) => (isTogetherError(error) ? [] : Promise.reject(error)),
    )
    for (const reply of replies.filter(({ content }) => content.length > 0)) {
      expect(() => JSON.stringify(reply)).not.toThrow()
      const origin = reply.toolCall
      const answered = origin ? [reply, ChatMessage.fromTool('sunny', origin)] : [reply]
      await generatorOver(() => jsonAnswer(completion('a'))).run(answered)
    }
  })

  it('an error body of any depth can be logged', async () => {
    const answer = () => new Response(`{"error":${nested(20_000)}}`, { status: 400 })
    const error = await rejection(generatorOver(answer).run('hi'))
    expect(error).toMatchObject({ code: 'bad-request', status: 400 })
    expect(() => JSON.stringify(error)).not.toThrow()
  })

  it('an error body of any length is cut', async () => {
    const answer = () => new Response('x'.repeat(5_000_000), { status: 500 })
    const error = await rejection(generatorOver(answer).run('hi'))
    expect(error.message.length).toBeLessThan(3000)
    expect(JSON.stringify(error).length).toBeLessThan(600_000)
  })

  it('an event of an unknown shape is no reply', async () => {
    expect(await rejection(read(event({ hello: 'world' })))).toMatchObject({ code: 'truncated' })
  })
})
