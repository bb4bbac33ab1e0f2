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

/** A source which heeds no signal: its first value, then silence. */
function deaf(name: string, ended: string[]): AsyncIterable<string> {
  let count = 0
  return {
    [Symbol.asyncIterator]: () => ({
      next: () =>
        count++ === 0
          ? Promise.resolve({ done: false as const, value: name })
          : new Promise<IteratorResult<string>>(() => {}),
      async return() {
        ended.push(name)
        throw new Error('It cannot even be left.')
      },
    }),
  }
}

it('tells all to end once it is aborted, those which do not heed the signal, too', async () => {
  const controller = new AbortController()
  const ended: string[] = []
  const values = sideBySide([deaf('a', ended), deaf('b', ended)], controller.signal)
  expect([(await values.next()).value, (await values.next()).value]).toEqual(['a', 'b'])
  const next = values.next()
  controller.abort(new Error('enough'))
  await expect(next).rejects.toThrow('enough')
  expect(ended).toEqual(['a', 'b'])
})

it('tells those which are under way to end where who reads leaves, once each', async () => {
  const ended: string[] = []
  for await (const value of sideBySide([deaf('a', ended), counting('over', 0, 0), deaf('b', ended)], signal)) {
    await tick()
    if (value === 'a') break
  }
  expect(ended).toEqual(['a', 'b'])
  const reading = async () => {
    for await (const _ of sideBySide([deaf('c', ended), deaf('d', ended)], signal)) throw new Error('too much')
  }
  await expect(reading()).rejects.toThrow('too much')
  expect(ended).toEqual(['a', 'b', 'c', 'd'])
})

it('tells those to end which are over no more', async () => {
  const ended: string[] = []
  const over = {
    [Symbol.asyncIterator]: () => ({
      next: async () => ({ done: true as const, value: undefined }),
      async return() {
        ended.push('over')
        return { done: true as const, value: undefined }
      },
    }),
  }
  for await (const _ of sideBySide([over, deaf('a', ended)], signal)) {
    await tick()
    break
  }
  await all(sideBySide([over], signal))
  expect(ended).toEqual(['a'])
})
