import { delay, type HttpHandler, http } from 'msw'
import {
  createSimulator,
  reset,
  type SimulatorStep,
  status,
  type TogetherHandlersOptions,
  togetherHandlers,
} from '../src/testing/index.js'

/** What the toolbar asks of the simulator: of those who ask for nothing, stories get what they describe. */
export const simulatorTools = {
  speed: {
    description: 'How fast replies stream',
    toolbar: {
      icon: 'timer',
      dynamicTitle: true,
      items: [
        { value: 'story', title: 'Its own speed' },
        ...[20, 50, 200, 2000].map((speed) => ({ value: String(speed), title: `${speed} tokens/s` })),
      ],
    },
  },
  fault: {
    description: 'What goes wrong',
    toolbar: {
      icon: 'alert',
      dynamicTitle: true,
      items: [
        { value: 'none', title: 'No fault' },
        { value: '401', title: '401: the key is refused' },
        { value: '402', title: '402: no credit left' },
        { value: '429', title: '429: wait for 5 s' },
        { value: '503', title: '503: overloaded' },
        { value: 'cut', title: 'The stream breaks off' },
        { value: 'silence', title: 'Silence for 5 s' },
      ],
    },
  },
} as const

const steps: Readonly<Record<string, SimulatorStep>> = {
  401: status(401),
  402: status(402),
  429: status(429, { headers: { 'retry-after': '5', 'x-ratelimit-reset': '5' } }),
  503: status(503),
  cut: reset(24),
}

const silenceMs = 5000
/** About 16 tokens, as events. */
const bytesBeforeSilence = 4000

/**
 * The simulated API of a story. What a story sets itself stays: a pace (to be as fast as possible is none) and a script.
 * A fault meets each request while it is chosen.
 */
export function simulate(
  own: TogetherHandlersOptions,
  chosen: { speed?: unknown; fault?: unknown },
): readonly HttpHandler[] {
  const options = { ...own, ...paceOf(own, Number(chosen.speed)) }
  if (own.script) return togetherHandlers(options)
  if (chosen.fault === 'silence') return withSilence(options)
  const step = steps[String(chosen.fault)]
  return togetherHandlers(step ? { ...options, script: () => step } : options)
}

/** `Number('story')` is not finite either. */
function paceOf({ tokensPerSecond = Number.POSITIVE_INFINITY }: TogetherHandlersOptions, speed: number): object {
  const isOwn = Number.isFinite(tokensPerSecond) && tokensPerSecond > 0
  return !isOwn && Number.isFinite(speed) ? { tokensPerSecond: speed } : {}
}

function withSilence(options: TogetherHandlersOptions): readonly HttpHandler[] {
  const simulator = createSimulator(options)
  const answer = http.post('*/completions', async ({ request }) => pausing(await simulator(request)))
  return [answer, ...togetherHandlers(options)]
}

/** The same answer, which says nothing for a while in its midst. */
function pausing(response: Response): Response {
  let sent = 0
  const pause = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    async transform(chunk, controller) {
      controller.enqueue(chunk)
      const before = sent
      sent += chunk.byteLength
      if (before < bytesBeforeSilence && sent >= bytesBeforeSilence) await delay(silenceMs)
    },
  })
  return new Response(response.body?.pipeThrough(pause) ?? null, response)
}
