import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createWatchdog } from '../../src/core/http/watchdog.js'
import type { TogetherError } from '../../src/core/index.js'

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 })
})

afterEach(() => {
  vi.useRealTimers()
})

/** A watchdog with its own clock, begun at 0, and what it barked at. */
function watch(timeoutMs = 10_000, totalMs = 100_000) {
  const startedAt = Date.now()
  const seen: { at: number; error: TogetherError }[] = []
  const onTimeout = (error: TogetherError) => void seen.push({ at: Date.now() - startedAt, error })
  const dog = createWatchdog({ timeoutMs, endsAt: startedAt + totalMs, onTimeout })
  return { dog, seen }
}

/** Lets the machine sleep: the wall clock goes on, timers do not. */
function sleepFor(ms: number): void {
  vi.setSystemTime(Date.now() + ms)
}

describe('a watchdog', () => {
  it('ends the wait for headers after its time, and not before', () => {
    const { seen } = watch()
    vi.advanceTimersByTime(9_999)
    expect(seen).toEqual([])
    vi.advanceTimersByTime(1)
    expect(seen).toMatchObject([{ at: 10_000, error: { code: 'timeout', phase: 'headers', retryable: true } }])
    expect(seen[0]?.error.message).toContain('did not begin to answer within 10 s.')
  })

  it('barks once', () => {
    const { seen } = watch()
    vi.advanceTimersByTime(1_000_000)
    expect(seen).toHaveLength(1)
    expect(vi.getTimerCount()).toBe(0)
  })

  it.each([
    ['first-token', 'began to answer but sent no token within 10 s.'],
    ['idle', 'stopped sending in the middle of a reply within 10 s.'],
  ] as const)('gives %s its own time from the reset', (phase, words) => {
    const { dog, seen } = watch()
    vi.advanceTimersByTime(6_000)
    dog.reset(phase)
    vi.advanceTimersByTime(9_999)
    expect(seen).toEqual([])
    vi.advanceTimersByTime(1)
    expect(seen).toMatchObject([{ at: 16_000, error: { phase, retryable: true } }])
    expect(seen[0]?.error.message).toContain(words)
  })

  it('ends the whole turn, however often it is reset', () => {
    const { dog, seen } = watch(10_000, 25_000)
    for (let time = 0; time < 24_000; time += 6_000) {
      vi.advanceTimersByTime(6_000)
      dog.reset('idle')
    }
    vi.advanceTimersByTime(999)
    expect(seen).toEqual([])
    vi.advanceTimersByTime(1)
    expect(seen).toMatchObject([{ at: 25_000, error: { code: 'timeout', phase: 'total', retryable: false } }])
    expect(seen[0]?.error.message).toContain('took longer than a whole turn may. ')
  })

  it('ends the whole turn before the first phase does', () => {
    const { seen } = watch(10_000, 3_000)
    vi.advanceTimersByTime(3_000)
    expect(seen).toMatchObject([{ at: 3_000, error: { phase: 'total' } }])
  })

  it('lets a pause last until the whole turn ends', () => {
    const { dog, seen } = watch(10_000, 45_000)
    dog.pause()
    vi.advanceTimersByTime(44_999)
    expect(seen).toEqual([])
    vi.advanceTimersByTime(1)
    expect(seen).toMatchObject([{ at: 45_000, error: { phase: 'total' } }])
  })

  it('gives the phase after a pause its time at once', () => {
    const { dog, seen } = watch()
    dog.pause()
    vi.advanceTimersByTime(33_000)
    dog.reset('idle')
    vi.advanceTimersByTime(9_999)
    expect(seen).toEqual([])
    vi.advanceTimersByTime(1)
    expect(seen).toMatchObject([{ at: 43_000, error: { phase: 'idle' } }])
  })

  it('is silent after it was stopped', () => {
    const { dog, seen } = watch()
    dog.stop()
    expect(vi.getTimerCount()).toBe(0)
    vi.advanceTimersByTime(1_000_000)
    expect(seen).toEqual([])
  })

  it.each([0, -1])('with a time of %i barks with the next timer', (timeoutMs) => {
    const { seen } = watch(timeoutMs)
    expect(seen).toEqual([])
    vi.advanceTimersByTime(1)
    expect(seen).toMatchObject([{ error: { phase: 'headers' } }])
  })

  it('may have a time beyond what a timer can hold', () => {
    const { seen } = watch(2 ** 32, 2 ** 33)
    vi.advanceTimersByTime(2 ** 32 - 1)
    expect(seen).toEqual([])
    vi.advanceTimersByTime(1)
    expect(seen).toMatchObject([{ at: 2 ** 32, error: { phase: 'headers' } }])
  })
})

describe('a watchdog which slept', () => {
  it('a second or less barks at once', () => {
    const { seen } = watch()
    sleepFor(1_000)
    vi.advanceTimersByTime(10_000)
    expect(seen).toMatchObject([{ at: 11_000 }])
  })

  it('longer waits 50 ms for what was buffered', () => {
    const { seen } = watch()
    sleepFor(1_001)
    vi.advanceTimersByTime(10_049)
    expect(seen).toEqual([])
    vi.advanceTimersByTime(1)
    expect(seen).toMatchObject([{ at: 11_051, error: { phase: 'headers' } }])
  })

  it('past the end of the turn waits too, then says so', () => {
    const { seen } = watch(10_000, 20_000)
    sleepFor(60_000)
    vi.advanceTimersByTime(10_000)
    expect(seen).toEqual([])
    vi.advanceTimersByTime(50)
    expect(seen).toMatchObject([{ at: 70_050, error: { phase: 'total' } }])
  })

  it('goes on when something came within the wait, and waits again after the next sleep', () => {
    const { dog, seen } = watch(10_000, 1_000_000)
    for (const left of [10_000, 9_980]) {
      sleepFor(60_000)
      vi.advanceTimersByTime(left + 30) // it woke up, and 30 ms of its wait are over
      dog.reset('idle')
      vi.advanceTimersByTime(20)
    }
    expect(seen).toEqual([])
    vi.advanceTimersByTime(9_980)
    expect(seen).toMatchObject([{ error: { phase: 'idle' } }])
  })
})
