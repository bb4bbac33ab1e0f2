import { afterEach, describe, expect, it, vi } from 'vitest'
import { createCache } from '../../../src/components/plugins/createCache.js'
import { createQueue, inSlices } from '../../../src/components/plugins/slices.js'

afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

/** A clock which goes on by so many milliseconds with each look at it, and a scheduler which counts its tasks. */
function fakeTime(msPerLook: number): { tasks: number } {
  const counted = { tasks: 0 }
  let now = 0
  vi.spyOn(performance, 'now').mockImplementation(() => {
    now += msPerLook
    return now
  })
  vi.stubGlobal('scheduler', {
    async postTask(callback: () => void) {
      counted.tasks += 1
      callback()
    },
  })
  return counted
}

function* steps(count: number): Generator<void, string> {
  for (let step = 0; step < count; step += 1) yield
  return 'done'
}

describe('Work in slices', () => {
  it('pauses after 8 ms, and gives what the work returns', async () => {
    const counted = fakeTime(1)
    expect(await inSlices(steps(80), new AbortController().signal)).toBe('done')
    expect(counted.tasks).toBe(11)
  })

  it('is done with timers where there is no scheduler', async () => {
    vi.stubGlobal('scheduler', undefined)
    expect(await inSlices(steps(3), new AbortController().signal)).toBe('done')
  })

  it('stops at the first pause after an abort', async () => {
    fakeTime(1)
    const controller = new AbortController()
    let taken = 0
    function* endless(): Generator<void, string> {
      for (;;) {
        taken += 1
        if (taken === 20) controller.abort()
        yield
      }
    }
    expect(await inSlices(endless(), controller.signal)).toBeNull()
    expect(taken).toBeLessThan(30)
  })

  it('rejects with what the work throws', async () => {
    // biome-ignore lint/correctness/useYield: it throws before
    function* broken(): Generator<void, string> {
      throw new Error('broken')
    }
    await expect(inSlices(broken(), new AbortController().signal)).rejects.toThrow('broken')
  })
})

describe('A queue', () => {
  it('does its jobs in order, and goes on after it was empty', async () => {
    vi.stubGlobal('scheduler', undefined)
    const queue = createQueue()
    const done: number[] = []
    for (const job of [1, 2, 3]) queue(() => done.push(job))
    expect(done).toEqual([])
    await vi.waitFor(() => expect(done).toEqual([1, 2, 3]), 10_000)
    queue(() => done.push(4))
    await vi.waitFor(() => expect(done).toEqual([1, 2, 3, 4]), 10_000)
  })

  it('pauses when its jobs take long', async () => {
    const counted = fakeTime(5)
    const queue = createQueue()
    let done = 0
    for (let job = 0; job < 6; job += 1) queue(() => (done += 1))
    await vi.waitFor(() => expect(done).toBe(6), 10_000)
    expect(counted.tasks).toBe(3)
  })
})

describe('A cache', () => {
  it('lets go of what was used least recently', () => {
    const cache = createCache<string>(10)
    cache.set('a', 'A', 4)
    cache.set('b', 'B', 4)
    expect(cache.get('a')).toBe('A')
    cache.set('c', 'C', 4)
    expect(['a', 'b', 'c'].map((key) => cache.get(key))).toEqual(['A', undefined, 'C'])
  })

  it('keeps one value which is larger than all may be, alone', () => {
    const cache = createCache<string>(10)
    cache.set('a', 'A', 4)
    cache.set('b', 'B', 99)
    expect([cache.get('a'), cache.get('b')]).toEqual([undefined, 'B'])
    cache.set('c', 'C', 1)
    expect([cache.get('b'), cache.get('c')]).toEqual([undefined, 'C'])
  })

  it('counts a value which is set again once', () => {
    const cache = createCache<string>(10)
    for (let time = 0; time < 5; time += 1) cache.set('a', `A${time}`, 4)
    cache.set('b', 'B', 4)
    expect([cache.get('a'), cache.get('b')]).toEqual(['A4', 'B'])
  })
})
