import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createMemoryRateLimiter, type Reservation, type Turn } from '../../src/relay/index.js'

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
})

const leaseMs = 20 * 60_000

function limiter(
  limits: { concurrent: number; perMinute: number; leaseMs?: number } = { concurrent: 2, perMinute: 3 },
) {
  const { take, reserve } = createMemoryRateLimiter()
  return {
    take: (id = 'ada') => take(id, { leaseMs, ...limits }) as Turn,
    reserve: (reserveUsd: number, { id = 'ada', usd = 1, perMs = 1000 } = {}) =>
      reserve?.(id, { usd, perMs, reserveUsd }) as Reservation,
  }
}

function settle(reservation: Reservation, spentUsd: number): void {
  if (!reservation.isGranted) throw new Error('refused')
  reservation.settle(spentUsd)
}

function release(turn: Turn): void {
  if (!turn.isGranted) throw new Error('refused')
  turn.release()
}

describe('turns in memory', () => {
  it('are as many at once as allowed, and come back once each', () => {
    const { take } = limiter({ concurrent: 2, perMinute: 100 })
    const [one, two] = [take(), take()]
    expect([one.isGranted, two.isGranted]).toEqual([true, true])
    expect(take()).toEqual({ isGranted: false, retryAfterMs: 1000 })
    release(one)
    release(one)
    expect(take().isGranted).toBe(true)
    expect(take().isGranted).toBe(false)
  })

  it('are as many in any minute as allowed, and say when the next one is free', () => {
    const { take } = limiter()
    release(take())
    vi.advanceTimersByTime(10_000)
    release(take())
    release(take())
    expect(take()).toEqual({ isGranted: false, retryAfterMs: 50_000 })
    vi.advanceTimersByTime(49_999)
    expect(take()).toEqual({ isGranted: false, retryAfterMs: 1 })
    vi.advanceTimersByTime(1)
    expect(take().isGranted).toBe(true)
    expect(take()).toEqual({ isGranted: false, retryAfterMs: 10_000 })
  })

  it('are counted for each identity', () => {
    const { take } = limiter()
    take()
    take()
    expect(take('eve').isGranted).toBe(true)
  })

  it('which run are not forgotten before their lease is over', () => {
    const { take } = limiter()
    take()
    take()
    vi.advanceTimersByTime(leaseMs - 1)
    expect(take('eve').isGranted).toBe(true)
    expect(take().isGranted).toBe(false)
  })

  it('come back when their lease is over, where nobody gave them back', () => {
    const { take } = limiter({ concurrent: 2, perMinute: 100, leaseMs: 5000 })
    const late = take()
    vi.advanceTimersByTime(1000)
    take()
    vi.advanceTimersByTime(4000)
    expect(take().isGranted).toBe(true)
    expect(take().isGranted).toBe(false)
    release(late)
    expect(take().isGranted).toBe(false)
  })
})

describe('money in memory', () => {
  it('is held back until a request has ended, and then counts what it cost', () => {
    const { reserve } = limiter()
    const first = reserve(0.75)
    expect(reserve(0.5)).toEqual({ isGranted: false, retryAfterMs: 1000 })
    settle(first, 0.25)
    const second = reserve(0.75)
    expect(second.isGranted).toBe(true)
    expect(reserve(0.125).isGranted).toBe(false)
  })

  it('cannot be overspent by a burst', () => {
    const { reserve } = limiter()
    const granted = Array.from({ length: 100 }, () => reserve(0.125)).filter(({ isGranted }) => isGranted)
    expect(granted).toHaveLength(8)
  })

  it('is refused until the window is over, once it is spent', () => {
    const { reserve } = limiter()
    settle(reserve(0.5), 1)
    vi.advanceTimersByTime(400)
    expect(reserve(0.125)).toEqual({ isGranted: false, retryAfterMs: 600 })
    vi.advanceTimersByTime(600)
    expect(reserve(1).isGranted).toBe(true)
  })

  it('may be wanted again soon while others run, but no later than a new window begins', () => {
    const { reserve } = limiter()
    reserve(1, { perMs: 5000 })
    expect(reserve(0.5, { perMs: 5000 })).toEqual({ isGranted: false, retryAfterMs: 1000 })
    vi.advanceTimersByTime(4500)
    expect(reserve(0.5, { perMs: 5000 })).toEqual({ isGranted: false, retryAfterMs: 500 })
  })

  it('counts in the window in which it was held back', () => {
    const { reserve } = limiter()
    const late = reserve(1)
    vi.advanceTimersByTime(1000)
    const next = reserve(0.5)
    settle(late, 1)
    expect(next.isGranted).toBe(true)
    expect(reserve(0.5).isGranted).toBe(true)
    expect(reserve(0.5).isGranted).toBe(false)
  })

  it('is settled once', () => {
    const { reserve } = limiter()
    const first = reserve(0.5)
    settle(first, 0.25)
    settle(first, 0.25)
    expect(reserve(0.75).isGranted).toBe(true)
    expect(reserve(0.125).isGranted).toBe(false)
  })

  it('is counted for each identity', () => {
    const { reserve } = limiter()
    reserve(1)
    expect(reserve(1, { id: 'eve' }).isGranted).toBe(true)
  })

  it('is refused to a request which could cost more than all of it', () => {
    expect(limiter().reserve(1.125).isGranted).toBe(false)
    expect(limiter().reserve(1).isGranted).toBe(true)
  })

  it('of a window which is over is forgotten, and of others is not', () => {
    const { take, reserve } = limiter()
    settle(reserve(1, { perMs: 120_000 }), 1)
    vi.advanceTimersByTime(60_000)
    take('eve')
    expect(reserve(0.5, { perMs: 120_000 })).toEqual({ isGranted: false, retryAfterMs: 60_000 })
    vi.advanceTimersByTime(60_000)
    take('eve')
    expect(reserve(0.5, { perMs: 120_000 }).isGranted).toBe(true)
  })
})
