import { describe, expect, it } from 'vitest'
import { deltaEvent, event, jsonAnswer, textEvent } from './support/answers.js'
import { generatorOver, rejection } from './support/generators.js'

const headers = { 'content-type': 'text/event-stream', 'x-request-id': 'request-1' }

function stream(text: string, then: 'end' | 'break' | 'hang' = 'end'): () => Response {
  const pull = (controller: ReadableStreamDefaultController<Uint8Array>) => {
    if (then === 'end') controller.close()
    if (then === 'break') controller.error(new TypeError('terminated'))
    if (then === 'hang') return new Promise<void>(() => {})
    return undefined
  }
  return () =>
    new Response(
      new ReadableStream({ start: (controller) => controller.enqueue(new TextEncoder().encode(text)), pull }),
      { headers },
    )
}

const manyChoices = Array.from({ length: 129 }, (_, index) => deltaEvent({ content: 'a' }, { index })).join('')

describe('the request id', () => {
  it.each<[string, string, () => Response]>([
    ['bad-request', 'a refusal', () => jsonAnswer({ error: { message: 'no' } }, { status: 400, headers })],
    [
      'unknown',
      'an error in JSON',
      () => jsonAnswer({ error: { message: 'no' } }, { headers: { 'x-request-id': 'request-1' } }),
    ],
    ['protocol', 'HTML', () => new Response('<p>', { headers: { ...headers, 'content-type': 'text/html' } })],
    ['unknown', 'an error in the stream', stream(event({ error: { message: 'no' } }))],
    ['protocol', 'an event which is not JSON', stream('data: {oops\n\ndata: [DONE]\n\n')],
    ['truncated', 'a stream which was cut off', stream(textEvent('Half'))],
    ['network', 'a connection which was lost', stream(textEvent('Half'), 'break')],
    ['timeout', 'a stream which fell silent', stream(textEvent('Half'), 'hang')],
    ['limit', 'too many choices', stream(manyChoices)],
  ])('is in the %s error of %s', async (code, _, answer) => {
    const generator = generatorOver(answer, { timeoutMs: 50 })
    const error = await rejection(generator.run('hi', { streamingCallback: () => {} }))
    expect(error).toMatchObject({ code, requestId: 'request-1' })
  })
})
