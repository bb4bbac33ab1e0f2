import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createFrameScheduler } from '../../src/store/frames.js'

/** A page whose frames come at the screen's pace, and whose clock goes on by what calls cost. */
function createPage() {
  let frames = new Map<number, (time: number) => void>()
  let tasks: (() => void)[] = []
  let now = 1000
  let handles = 0
  const ports = { open: 0 }
  vi.stubGlobal('requestAnimationFrame', (run: (time: number) => void) => {
    frames.set(++handles, run)
    return handles
  })
  vi.stubGlobal('cancelAnimationFrame', (handle: number) => frames.delete(handle))
  vi.spyOn(performance, 'now').mockImplementation(() => now)
  class Channel {
    port1: { onmessage: () => void; close: () => void } = { onmessage: () => {}, close: () => ports.open-- }
    port2 = { postMessage: () => tasks.push(() => this.port1.onmessage()) }
    constructor() {
      ports.open++
    }
  }
  vi.stubGlobal('MessageChannel', Channel)
  return {
    ports,
    /** The frames which were asked for, at a time of the screen; then the tasks which follow the painting. */
    frame(time?: number) {
      const due = frames
      frames = new Map()
      for (const run of due.values()) run(time as number)
      const after = tasks
      tasks = []
      for (const run of after) run()
    },
    pending: () => frames.size + tasks.length,
    /** What happens now takes so long. */
    spend(ms: number) {
      now += ms
    },
  }
}

let page: ReturnType<typeof createPage>

beforeEach(() => {
  page = createPage()
})

afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

/** A scheduler which is asked in every frame, as while tokens arrive. */
function streaming(dearMs?: number) {
  let cost = 0
  let calls: number[] = []
  let time = 5000
  const scheduler = createFrameScheduler(() => {
    calls.push(time)
    page.spend(cost)
  }, dearMs)
  return {
    scheduler,
    /** Seconds of a screen; returns when calls were made. */
    run(seconds: number, hertz: number, costMs = 0, round = (ms: number) => ms) {
      cost = costMs
      calls = []
      const start = time
      const frames = Math.round(seconds * hertz)
      for (let place = 0; place < frames; place++) {
        scheduler.request()
        scheduler.request()
        time = round(start + (place * 1000) / hertz)
        page.frame(time)
      }
      time = start + seconds * 1000
      return calls
    },
  }
}

function longest(times: readonly number[]): number {
  return Math.max(...times.slice(1).map((time, place) => time - (times[place] as number)))
}

describe('frames of a screen', () => {
  it.each([30, 50, 60])('are all used at %i Hz, once each', (hertz) => {
    expect(streaming().run(1, hertz)).toHaveLength(hertz)
  })

  it('are all used where a browser rounds their times', () => {
    expect(streaming().run(2, 60, 0, Math.floor)).toHaveLength(120)
  })

  it.each([75, 90, 120, 144, 165, 240])('are 60 a second at most at %i Hz, and 50 at least', (hertz) => {
    const calls = streaming().run(4, hertz)
    expect(calls.length).toBeLessThanOrEqual(240)
    expect(calls.length).toBeGreaterThanOrEqual(200)
    expect(longest(calls)).toBeLessThanOrEqual(2000 / 60)
  })

  it('are all used again when the page moves from a fast screen to a slow one', () => {
    const stream = streaming()
    stream.run(1, 120)
    expect(stream.run(2, 62)).toHaveLength(124)
  })

  it('are used whenever they come where they have no time', () => {
    let calls = 0
    const scheduler = createFrameScheduler(() => calls++)
    for (let frame = 1; frame <= 10; frame++) {
      scheduler.request()
      page.frame()
      expect(calls).toBe(frame)
    }
  })
})

describe('frames which get dear', () => {
  it('are used every second one, and all again when they are cheap', () => {
    const stream = streaming()
    stream.run(0.5, 60, 9)
    expect(stream.run(1, 60, 9)).toHaveLength(30)
    stream.run(1, 60, 0.5)
    expect(stream.run(1, 60, 0.5)).toHaveLength(60)
  })

  it('stay as they are between the two limits', () => {
    const stream = streaming()
    expect(stream.run(1, 60, 1.2)).toHaveLength(60)
    stream.run(0.5, 60, 9)
    stream.run(1, 60, 1.2)
    expect(stream.run(1, 60, 1.2)).toHaveLength(30)
  })

  it('are 30 a second on other screens too, however dear they are', () => {
    for (const hertz of [50, 75, 120, 144]) {
      const stream = streaming()
      stream.run(1, hertz, 500)
      const calls = stream.run(4, hertz, 500)
      expect([hertz, calls.length]).toEqual([hertz, expect.closeTo(120, -1)])
      expect(longest(calls)).toBeLessThanOrEqual(2000 / 60 + 1000 / hertz)
    }
  })

  it('are all used where they come slower than that', () => {
    const stream = streaming()
    stream.run(2, 60, 50)
    expect(stream.run(2, 25, 50)).toHaveLength(50)
  })

  it('are not dear because of a single long one', () => {
    const stream = streaming()
    stream.run(0.5, 60, 1)
    stream.run(1 / 60, 60, 400)
    expect(stream.run(1, 60, 1)).toHaveLength(60)
  })

  it('are dear from where the caller says', () => {
    for (const [dearMs, count] of [
      [10, 60],
      [2, 30],
    ] as const) {
      const stream = streaming(dearMs)
      stream.run(1, 60, 5)
      expect(stream.run(1, 60, 5)).toHaveLength(count)
    }
  })

  it('are not told apart where there is no way to measure them', () => {
    vi.stubGlobal('MessageChannel', undefined)
    const stream = streaming()
    stream.run(1, 60, 50)
    expect(stream.run(1, 60, 50)).toHaveLength(60)
  })
})

describe('what waits for a frame', () => {
  it('is told at once when it is flushed, once, also while frames are left out', () => {
    const calls: string[] = []
    let text = ''
    const scheduler = createFrameScheduler(() => {
      calls.push(text)
      page.spend(20)
    })
    for (let frame = 0; frame < 30; frame++) {
      text = `${frame}`
      scheduler.request()
      page.frame(5000 + (frame * 1000) / 60)
    }
    const told = calls.length
    text = 'the end'
    scheduler.request()
    scheduler.flush()
    scheduler.flush()
    expect(calls.slice(told)).toEqual(['the end'])
    page.frame(9000)
    expect(calls).toHaveLength(told + 1)
  })

  it('leaves nothing behind, called or cancelled', () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'setInterval'] })
    const { scheduler, run } = streaming()
    const calls = run(1, 120, 9)
    const told = calls.length
    scheduler.request()
    page.frame(0) // too early: it waits for another one
    scheduler.cancel()
    page.frame(90_000)
    expect(calls).toHaveLength(told)
    expect([page.pending(), page.ports.open, vi.getTimerCount()]).toEqual([0, 0, 0])
    vi.useRealTimers()
  })

  it('waits until a hidden page is visible', () => {
    const listeners = new Set<() => void>()
    const document = {
      visibilityState: 'hidden',
      addEventListener: (_: string, listener: () => void) => listeners.add(listener),
      removeEventListener: (_: string, listener: () => void) => listeners.delete(listener),
    }
    vi.stubGlobal('document', document)
    const { scheduler, run } = streaming()
    expect(run(1, 60)).toEqual([])
    document.visibilityState = 'visible'
    for (const listener of listeners) listener()
    expect(listeners.size).toBe(0)
    scheduler.flush()
    expect(run(1, 60)).toHaveLength(60)
  })

  it('waits 16 ms outside of a page', () => {
    vi.stubGlobal('requestAnimationFrame', undefined)
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    let calls = 0
    const scheduler = createFrameScheduler(() => calls++)
    scheduler.request()
    scheduler.request()
    vi.advanceTimersByTime(15)
    expect(calls).toBe(0)
    vi.advanceTimersByTime(1)
    expect([calls, vi.getTimerCount()]).toEqual([1, 0])
    vi.useRealTimers()
  })
})
