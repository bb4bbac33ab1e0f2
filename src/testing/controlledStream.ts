import { createControlledBody } from './controlledBody.js'

/** A streamed reply which a test steps by hand. Every step resolves once a client that is reading has had time to handle it. */
export interface ControlledStream {
  /** Use as `fetch`: answers with `response()` and lets the request's signal cancel it. */
  fetch: (input: RequestInfo | URL, init?: RequestInit) => Promise<Response>
  /** The response whose body is stepped; there is one per stream. */
  response(init?: { status?: number; headers?: Record<string, string>; signal?: AbortSignal | null }): Response
  /** Sends a piece of text. */
  text(content: string): Promise<void>
  /** Sends a piece of reasoning, in `delta.reasoning`. */
  reasoning(content: string): Promise<void>
  /** Sends a piece of a tool call: with id and name its opening, with `arguments` alone a continuation. */
  toolCall(piece: { index?: number; id?: string; name?: string; arguments?: string }): Promise<void>
  /** Sends an event: an object as JSON, a string as it is. */
  event(payload: object | string): Promise<void>
  /** Sends bytes, or text, without any framing. */
  bytes(data: Uint8Array | string): Promise<void>
  /** Sends the finish chunk with usage, then `[DONE]`, and ends. */
  finish(options?: { finishReason?: string; usage?: object | null }): Promise<void>
  /** Ends the body cleanly, without finish reason and `[DONE]`. */
  close(): Promise<void>
  /** Breaks the connection. */
  error(reason?: unknown): Promise<void>
  /** Resolves when the client goes away, by cancelling the body or by its signal. */
  readonly cancelled: Promise<void>
  readonly isCancelled: boolean
}

// Taken before a test fakes the clock.
const { setTimeout: later } = globalThis

const model = 'meta-llama/Llama-3.3-70B-Instruct-Turbo'
const someUsage = { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15, cached_tokens: 0 }

/**
 * A reply which a test pushes out event by event.
 *
 * @example
 * const stream = controlledStream()
 * const generator = new TogetherAIChatGenerator({ apiKey: null, fetch: stream.fetch })
 * const run = generator.run('Hi', { streamingCallback: () => {} })
 * await stream.text('Hel')
 * await stream.text('lo')
 * await stream.finish()
 */
export function controlledStream(): ControlledStream {
  const body = createControlledBody()
  const bytes = (data: Uint8Array | string) => turn(() => body.send(data))
  const event = (payload: object | string) =>
    bytes(`data: ${typeof payload === 'string' ? payload : JSON.stringify(payload)}\n\n`)
  const response: ControlledStream['response'] = ({ status = 200, headers, signal } = {}) => {
    if (signal) body.obey(signal)
    return new Response(body.stream, {
      status,
      headers: { 'content-type': 'text/event-stream;charset=utf-8', ...headers },
    })
  }
  return {
    response,
    fetch: async (input, init) =>
      response({ signal: init?.signal ?? (input instanceof Request ? input.signal : null) }),
    text: (content) => event(chunkOf({ content }, content)),
    reasoning: (reasoning) => event(chunkOf({ content: '', reasoning })),
    toolCall: (piece) => event(chunkOf({ content: '', tool_calls: [toolCallOf(piece)] })),
    event,
    bytes,
    finish: async ({ finishReason = 'stop', usage = someUsage } = {}) => {
      await event(chunkOf({ content: '' }, '', finishReason, usage))
      await event('[DONE]')
      await turn(() => body.end())
    },
    close: () => turn(() => body.end()),
    error: (reason = new TypeError('The connection was reset')) => turn(() => body.fail(reason)),
    cancelled: body.cancelled,
    get isCancelled() {
      return body.isCancelled()
    },
  }
}

/** Takes a step and waits for one turn of the event loop, which the microtasks of a reading client fit in. */
function turn(step: () => void): Promise<void> {
  step()
  return new Promise((resolve) => later(resolve, 0))
}

function chunkOf(delta: object, text = '', finishReason: string | null = null, usage: object | null = null): object {
  const choice = { index: 0, text, logprobs: null, finish_reason: finishReason, seed: null }
  const choices = [{ ...choice, delta: { token_id: null, role: 'assistant', ...delta } }]
  return { id: 'controlled-1', object: 'chat.completion.chunk', created: 1_780_000_000, choices, model, usage }
}

function toolCallOf(piece: { index?: number; id?: string; name?: string; arguments?: string }): object {
  const { index = 0, id, name } = piece
  const opening = id === undefined ? {} : { id, type: 'function' }
  return { index, ...opening, function: { ...(name === undefined ? {} : { name }), arguments: piece.arguments ?? '' } }
}
