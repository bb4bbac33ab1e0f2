import { type TimeoutPhase, TogetherError } from './TogetherError.js'

/** Timers of one attempt: each phase has `timeoutMs`, the whole turn ends at `endsAt`. */
export interface Watchdog {
  /** Begins a phase, or its time anew: a data event came. */
  reset(phase: Exclude<TimeoutPhase, 'total'>): void
  /** Until the next reset only the whole turn's time runs: the consumer is slow, not the server. */
  pause(): void
  stop(): void
}

export interface WatchdogOptions {
  /** For headers, first token and silence between data events, in ms; 0 or less means at once. */
  timeoutMs: number
  /** When the whole turn ends, as `Date.now()`. */
  endsAt: number
  onTimeout: (error: TogetherError) => void
}

/** A timer which wakes up this late was asleep with its machine or its tab, in ms. */
const lateMs = 1000
/** How long buffered bytes may still arrive after a timer woke up late, in ms. */
const graceMs = 50

/**
 * One timer for all phases, so that an event costs two assignments. Deadlines are checked against the wall clock: a
 * machine which slept wakes up with its deadline passed, and gets a short grace to read what had been buffered.
 */
export function createWatchdog({ timeoutMs, endsAt, onTimeout }: WatchdogOptions): Watchdog {
  let phase: Exclude<TimeoutPhase, 'total'> = 'headers'
  let deadline = Date.now() + timeoutMs
  let timer: ReturnType<typeof setTimeout>
  let inGrace = false

  function arm(ms: number): void {
    timer = setTimeout(wake, Math.max(0, Math.min(ms, 2 ** 31 - 1)))
  }

  function wake(): void {
    const now = Date.now()
    const late = now - Math.min(deadline, endsAt)
    if (late < 0) arm(deadline === Number.POSITIVE_INFINITY ? Math.min(timeoutMs, -late) : -late)
    else if (late > lateMs && !inGrace) arm(graceMs)
    else onTimeout(timeoutError(now >= endsAt ? 'total' : phase, timeoutMs))
    inGrace = late > lateMs
  }

  arm(Math.min(timeoutMs, endsAt - Date.now()))
  return {
    pause() {
      deadline = Number.POSITIVE_INFINITY
    },
    reset(next) {
      phase = next
      deadline = Date.now() + timeoutMs
    },
    stop: () => clearTimeout(timer),
  }
}

const described: Readonly<Record<TimeoutPhase, string>> = {
  headers: 'did not begin to answer',
  'first-token': 'began to answer but sent no token',
  idle: 'stopped sending in the middle of a reply',
  total: 'took longer than a whole turn may',
}

function timeoutError(phase: TimeoutPhase, timeoutMs: number): TogetherError {
  const within = phase === 'total' ? '' : ` within ${timeoutMs / 1000} s`
  return new TogetherError({
    code: 'timeout',
    phase,
    retryable: phase !== 'total',
    message: `Together AI ${described[phase]}${within}. Raise timeoutMs if the model needs longer.`,
  })
}
