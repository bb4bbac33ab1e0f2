/** How a body ends: cleanly, with a broken connection, or not at all. */
export type StreamEnd = 'close' | 'reset' | 'silence'

/** How fast a body is sent, and who may end it. */
export interface Pace {
  /** 0 and Infinity: as fast as it is read. */
  tokensPerSecond: number
  signal: AbortSignal
}

const largestBatch = 64 // tokens; also what a slow reader may catch up on at once

/** A body which sends texts, one token each, at a pace; whoever goes away, by cancel or by the signal, stops its timer. */
export function paceStream(source: Iterator<string, StreamEnd>, pace: Pace): ReadableStream<Uint8Array> {
  const { signal } = pace
  const ticker = createTicker(pace.tokensPerSecond)
  const encoder = new TextEncoder()
  let onAbort = () => {}
  const release = () => {
    ticker.stop()
    signal.removeEventListener('abort', onAbort)
  }
  const finish = (controller: ReadableStreamDefaultController<Uint8Array>, end: 'close' | 'reset') => {
    release()
    if (end === 'close') controller.close()
    else controller.error(new TypeError('The simulated connection was reset'))
  }
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        onAbort = () => {
          release()
          controller.error(signal.reason)
        }
        if (signal.aborted) onAbort()
        else signal.addEventListener('abort', onAbort)
      },
      async pull(controller) {
        for (;;) {
          const count = await ticker.next()
          if (count === 0) return
          const { text, end } = take(source, count)
          if (text) controller.enqueue(encoder.encode(text))
          if (end === 'silence') return ticker.forever()
          if (end) return finish(controller, end)
          if (text) return // a stream asks again only after it got something
        }
      },
      cancel: release,
    },
    { highWaterMark: 0 },
  )
}

function take(source: Iterator<string, StreamEnd>, count: number): { text: string; end?: StreamEnd } {
  let text = ''
  for (let taken = 0; taken < count; taken += 1) {
    const result = source.next()
    if (result.done) return { text, end: result.value }
    text += result.value
  }
  return { text }
}

interface Ticker {
  /** How many tokens are due, once at least one is; 0 after `stop`. */
  next(): Promise<number>
  /** Settles only after `stop`. */
  forever(): Promise<void>
  stop(): void
}

function createTicker(tokensPerSecond: number): Ticker {
  const interval = tokensPerSecond > 0 && Number.isFinite(tokensPerSecond) ? 1000 / tokensPerSecond : 0
  let due = performance.now() + interval
  let timer: ReturnType<typeof setTimeout> | undefined
  let isStopped = false
  let wake = () => {}
  const sleep = (ms: number | null) =>
    new Promise<void>((resolve) => {
      wake = resolve
      if (ms !== null) timer = setTimeout(resolve, ms)
    })
  return {
    async next() {
      if (isStopped) return 0
      if (interval === 0) return largestBatch
      if (due > performance.now()) await sleep(due - performance.now())
      if (isStopped) return 0
      const late = performance.now() - due
      const count = Math.min(Math.max(1 + Math.floor(late / interval), 1), largestBatch)
      due = Math.max(due + count * interval, performance.now() - largestBatch * interval)
      return count
    },
    forever: () => (isStopped ? Promise.resolve() : sleep(null)),
    stop() {
      isStopped = true
      clearTimeout(timer)
      wake()
    },
  }
}
