import { describe, expect, it } from 'vitest'
import { done, streamAnswer, textEvent } from './support/answers.js'
import { generatorOver } from './support/generators.js'

const words = ['one ', 'two ', 'three ', 'four ']

/** A body which counts how often it was asked for more, and keeps nothing ready. */
function countedBody() {
  const pieces = [...words.map((word) => textEvent(word)), done].map((text) => new TextEncoder().encode(text))
  const counted = { pulls: 0, body: new ReadableStream<Uint8Array>({ pull }, { highWaterMark: 0 }) }
  function pull(controller: ReadableStreamDefaultController<Uint8Array>): void {
    const piece = pieces[counted.pulls++]
    if (piece) controller.enqueue(piece)
    else controller.close()
  }
  return counted
}

const nextTurn = () => new Promise((resolve) => setImmediate(resolve))

describe('back-pressure', () => {
  it('the next chunk is read when the callback is done with the last', async () => {
    const counted = countedBody()
    const pulls: number[] = []
    const streamingCallback = async () => {
      await nextTurn()
      pulls.push(counted.pulls)
    }
    await generatorOver(() => streamAnswer(counted.body)).run('hi', { streamingCallback })
    expect(pulls).toEqual([1, 2, 3, 4])
  })

  it('callbacks never overlap', async () => {
    const order: string[] = []
    const streamingCallback = async ({ content }: { content: string }) => {
      order.push(`begin ${content}`)
      await nextTurn()
      order.push(`end ${content}`)
    }
    const text = [...words.map((word) => textEvent(word)), done].join('')
    await generatorOver(() => streamAnswer(text)).run('hi', { streamingCallback })
    expect(order).toEqual(words.flatMap((word) => [`begin ${word}`, `end ${word}`]))
  })

  it('a loop which pauses pauses the connection', async () => {
    const counted = countedBody()
    const pulls: number[] = []
    for await (const _ of generatorOver(() => streamAnswer(counted.body)).stream('hi')) {
      await nextTurn()
      pulls.push(counted.pulls)
    }
    expect(pulls).toHaveLength(4)
    expect(pulls[0]).toBeLessThanOrEqual(2) // one in hand, one at most on its way
    expect(pulls[1]).toBeLessThanOrEqual(3)
  })

  it.each([
    [
      'throws',
      () => {
        throw new Error('broken view')
      },
    ],
    ['rejects', () => Promise.reject(new Error('broken view'))],
  ])('a callback which %s ends the run with its error as the cause', async (_, streamingCallback) => {
    const counted = countedBody()
    const run = generatorOver(() => streamAnswer(counted.body)).run('hi', { streamingCallback })
    await expect(run).rejects.toMatchObject({ code: 'callback', cause: { message: 'broken view' } })
    expect(counted.pulls).toBe(1)
  })
})
