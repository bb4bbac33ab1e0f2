import { expect, it } from 'vitest'
import { sideBySide } from '../../src/store/sideBySide.js'
import { tick } from './chat.js'

const { signal } = new AbortController()

async function* counting(name: string, count: number, waitMs: number, error?: unknown) {
  for (let place = 0; place < count; place++) {
    await tick(waitMs)
    yield `${name}${place}`
  }
  if (error) throw error
}

async function all<T>(source: AsyncIterable<T>): Promise<T[]> {
  const values: T[] = []
  for await (const value of source) values.push(value)
  return values
}

it('gives every value once, those of each source in their order', async () => {
  const values = await all(sideBySide([counting('a', 30, 0), counting('b', 10, 3), counting('c', 0, 0)], signal))
  expect(values).toHaveLength(40)
  for (const name of ['a', 'b']) {
    const own = values.filter((value) => value.startsWith(name))
    expect(own).toEqual(own.map((_, place) => `${name}${place}`))
  }
})

it('gives the values of the quick one while the other is silent', async () => {
  const values = sideBySide([counting('slow', 1, 500), counting('quick', 3, 1)], signal)
  const first = [await values.next(), await values.next(), await values.next()].map(({ value }) => value)
  expect(first).toEqual(['quick0', 'quick1', 'quick2'])
})

it('throws the first error, after the last value of the others', async () => {
  const values: string[] = []
  const reading = (async () => {
    for await (const value of sideBySide(
      [counting('a', 1, 0, new Error('first')), counting('b', 5, 2, 'second')],
      signal,
    ))
      values.push(value)
  })()
  await expect(reading).rejects.toThrow('first')
  expect(values).toEqual(['a0', 'b0', 'b1', 'b2', 'b3', 'b4'])
})

it('ends at once without sources', async () => {
  expect(await all(sideBySide([], signal))).toEqual([])
})

it('tells all to end once it is aborted, those which do not heed the signal, too', async () => {
  const controller = new AbortController()
  const ended: string[] = []
  const deaf = (name: string) => ({
    [Symbol.asyncIterator]: () => ({
      next: () => new Promise<IteratorResult<string>>(() => {}),
      async return() {
        ended.push(name)
        return { done: true as const, value: undefined }
      },
    }),
  })
  const next = sideBySide([deaf('a'), deaf('b')], controller.signal).next()
  controller.abort(new Error('enough'))
  await expect(next).rejects.toThrow('enough')
  expect(ended).toEqual(['a', 'b'])
})
