import { afterEach, vi } from 'vitest'

const stepMs = 2
let stop: (() => void) | null = null

afterEach(() => {
  stop?.()
  stop = null
})

/** Lets the library's clock run `speed` times as fast, while sockets keep their own time. Back to normal after the test. */
export function speedUpClock(speed: number): void {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
  const ticking = setInterval(() => vi.advanceTimersByTime(stepMs * speed), stepMs)
  stop = () => {
    clearInterval(ticking)
    vi.useRealTimers()
  }
}

/** Milliseconds of the real clock, which {@link speedUpClock} leaves alone. */
export function realNow(): number {
  return performance.now()
}
