import { deltaEvent, done, textEvent } from '../../core/support/answers.js'
import { expectValid } from '../scripted.js'

/** One tool call of an answer. `text` replaces its arguments. */
export interface AnswerCall {
  tool: string
  text?: string | undefined
  hasId: boolean
}

/** What a request is answered with. */
export interface Answer {
  kind: 'whole' | 'cut' | 'reset' | 'malformed' | 'error' | 'silent' | 'status' | 'headless'
  words: number
  calls: readonly AnswerCall[]
  finish: 'stop' | 'length'
  status: number
  /** How many events come before the fault. */
  after: number
}

/** A request with what the server sent for it, so far. */
export interface Served {
  messages: readonly { role: string; content?: unknown; tool_calls?: readonly object[] }[]
  answer: Answer
  text: string
  /** Whether a finish reason was sent. */
  isFinished: boolean
  /** Whether it is made again where it fails: nothing of it was shown. */
  isRetried: boolean
}

export interface ModelServer {
  served: Served[]
  /** What was wrong with requests. */
  problems: string[]
  fetch(url: unknown, init: RequestInit): Promise<Response>
}

/** A server which answers in memory, an event in a task, with the answers in turn. */
export function createModelServer(answers: readonly Answer[]): ModelServer {
  const server: ModelServer = {
    served: [],
    problems: [],
    async fetch(_, init) {
      const { messages } = JSON.parse(String(init.body)) as Pick<Served, 'messages'>
      try {
        expectValid(messages)
      } catch (problem) {
        server.problems.push(String(problem))
      }
      const number = server.served.length
      const answer = answers[number % answers.length] as Answer
      const isRetried = answer.kind === 'status' ? answer.status !== 400 : answer.kind !== 'whole' && answer.after === 0
      const served: Served = { messages, answer, text: '', isFinished: false, isRetried }
      server.served.push(served)
      await later()
      init.signal?.throwIfAborted()
      if (answer.kind === 'status') return statusAnswer(answer.status)
      if (answer.kind === 'headless') return untilAborted(init.signal)
      return new Response(bodyOf(number, served, init.signal), { headers: { 'content-type': 'text/event-stream' } })
    },
  }
  return server
}

interface Piece {
  event: string
  text?: string
  isFinish?: boolean
}

/** Every reply begins with the number of its request, so that a text tells where it came from. */
function piecesOf(number: number, { words, calls, finish }: Answer): Piece[] {
  const texts = [`r${number}:`, ...Array.from({ length: words }, (_, place) => ` w${place}`)]
  const pieces: Piece[] = texts.map((text) => ({ event: textEvent(text), text }))
  for (const [index, { tool, text, hasId }] of calls.entries()) {
    const [head, tail] = halves(text ?? JSON.stringify({ request: number, index }))
    const id = hasId ? `call_${index}` : undefined
    const opening = { index, id, type: 'function', function: { name: tool, arguments: head } }
    pieces.push({ event: deltaEvent({ content: '', tool_calls: [opening] }) })
    pieces.push({ event: deltaEvent({ content: '', tool_calls: [{ index, function: { arguments: tail } }] }) })
  }
  const reason = calls.length > 0 ? 'tool_calls' : finish
  return [...pieces, { event: textEvent('', reason), isFinish: true }, { event: done }]
}

function bodyOf(number: number, served: Served, signal: AbortSignal | null | undefined): ReadableStream<Uint8Array> {
  const { answer } = served
  const pieces = piecesOf(number, answer)
  const end = answer.kind === 'whole' ? pieces.length : Math.min(answer.after, pieces.length - 2)
  let next = 0
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        signal?.addEventListener('abort', () => controller.error(signal.reason), { once: true })
      },
      async pull(controller) {
        await later()
        if (signal?.aborted) return
        const piece = next < end ? pieces[next++] : undefined
        if (!piece) return finish(controller, answer.kind)
        served.text += piece.text ?? ''
        served.isFinished ||= piece.isFinish ?? false
        send(controller, piece.event)
      },
    },
    { highWaterMark: 0 },
  )
}

function finish(
  controller: ReadableStreamDefaultController<Uint8Array>,
  kind: Answer['kind'],
): Promise<void> | undefined {
  if (kind === 'silent') return new Promise(() => {})
  if (kind === 'reset') controller.error(new TypeError('terminated'))
  if (kind === 'malformed') send(controller, 'data: {broken\n\n')
  if (kind === 'error') send(controller, 'data: {"error":{"message":"died","type":"server_error"}}\n\n')
  if (kind !== 'reset') controller.close()
  return undefined
}

function send(controller: ReadableStreamDefaultController<Uint8Array>, text: string): void {
  controller.enqueue(new TextEncoder().encode(text))
}

function statusAnswer(status: number): Response {
  const body = JSON.stringify({ error: { message: 'no', type: 'x' } })
  return new Response(body, { status, headers: { 'content-type': 'application/json', 'retry-after-ms': '1' } })
}

function untilAborted(signal: AbortSignal | null | undefined): Promise<never> {
  return new Promise((_, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
}

function halves(text: string): [string, string] {
  const middle = Math.floor(text.length / 2)
  return [text.slice(0, middle), text.slice(middle)]
}

export function later(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
