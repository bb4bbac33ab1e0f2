import { createRandom } from './random.js'

/** A body which hands out these pieces, one for each read. */
export function bodyOf(pieces: readonly Uint8Array[]): ReadableStream<Uint8Array> {
  let next = 0
  return new ReadableStream({
    pull(controller) {
      const piece = pieces[next++]
      if (piece) controller.enqueue(piece)
      else controller.close()
    },
  })
}

/** One event of a stream. */
export function event(payload: unknown): string {
  return `data: ${JSON.stringify(payload)}\n\n`
}

/** The event of one delta, in Together AI's shape. */
export function deltaEvent(delta: object, more: { finish_reason?: string | null; index?: number } = {}): string {
  const choice = { index: 0, finish_reason: null, ...more, delta }
  return event({ id: 'o-1', object: 'chat.completion.chunk', model: 'm', choices: [choice] })
}

export function textEvent(content: string, finishReason: string | null = null): string {
  return deltaEvent({ role: 'assistant', content }, { finish_reason: finishReason })
}

export const done = 'data: [DONE]\n\n'

/** A whole streamed reply with this text. */
export function streamed(text: string): string {
  return `${textEvent(text)}${textEvent('', 'stop')}${done}`
}

export function streamAnswer(body: string | ReadableStream<Uint8Array>): Response {
  return new Response(body, { headers: { 'content-type': 'text/event-stream' } })
}

export function jsonAnswer(body: unknown, init: ResponseInit = {}): Response {
  return new Response(JSON.stringify(body), {
    ...init,
    headers: { 'content-type': 'application/json', ...(init.headers as Record<string, string>) },
  })
}

/** A whole reply which is not streamed. */
export function completion(content: string): object {
  const choice = { index: 0, finish_reason: 'stop', message: { role: 'assistant', content } }
  return { id: 'o-1', object: 'chat.completion', model: 'm', choices: [choice], usage: null }
}

/** Bytes cut at every place. */
export function everyByte(bytes: Uint8Array): Uint8Array[] {
  return Array.from(bytes, (byte) => Uint8Array.of(byte))
}

/** Bytes cut at `places` random places. */
export function cutAtRandom(bytes: Uint8Array, places: number, seed: number): Uint8Array[] {
  const random = createRandom(seed)
  const cuts = Array.from({ length: places }, () => Math.floor(random() * (bytes.length + 1))).sort((a, b) => a - b)
  return [...cuts, bytes.length].map((end, place) => bytes.subarray(cuts[place - 1] ?? 0, end))
}
