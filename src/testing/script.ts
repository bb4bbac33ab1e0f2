import type { WireError } from './errors.js'
import type { WireBody, WireUsage } from './wire.js'

/** A tool call of a scripted reply; `arguments` as an object, or as text to send something malformed. */
export interface SimulatedToolCall {
  name: string
  arguments: object | string
  /** @default a made-up id such as `call_yu1mxtmex7x48nximi9c8jpo` */
  id?: string | undefined
}

/** What a scripted reply says; whatever is left out is made up as for any other request. */
export interface ReplyOptions {
  text?: string | undefined
  /** Sent in `delta.reasoning`, or in `<think>` for DeepSeek-R1. `''` for none. */
  reasoning?: string | undefined
  toolCalls?: readonly SimulatedToolCall[] | undefined
  /** The raw finish reason. @default 'stop', or 'tool_calls', or 'length' when `max_tokens` cuts the reply */
  finishReason?: string | undefined
  /** @default the simulator's */
  tokensPerSecond?: number | undefined
  /** Replaces single counts of the usage. */
  usage?: Partial<WireUsage> | undefined
  /** The exact deltas in place of `text`: a string is one piece of text, an object is sent as an event as it is. */
  chunks?: readonly (string | object)[] | undefined
}

/** Answers with this reply. */
export interface ReplyStep extends ReplyOptions {
  kind: 'reply'
}

/** Answers with an HTTP status. An object body is sent as JSON, a string as HTML, as Cloudflare does on 502 and 524. */
export interface StatusStep {
  kind: 'status'
  status: number
  /** @default Together AI's own body for that status */
  body?: object | string | undefined
  /** @default `x-ratelimit-reset: 1` on 429 */
  headers?: Record<string, string> | undefined
}

interface FaultStep {
  /** How many events the client gets before the fault; never the finish chunk. */
  afterTokens: number
  /** The reply that breaks. @default made up */
  text?: string | undefined
}

/** Sends some tokens, then an `error` event, then ends. */
export interface StreamErrorStep extends FaultStep {
  kind: 'stream-error'
  /** @default the body of a 500 */
  error?: Partial<WireError> | string | undefined
}

/** Sends some tokens and ends cleanly, without finish reason and `[DONE]`. */
export interface CutStep extends FaultStep {
  kind: 'cut'
}

/** Sends some tokens, then the connection breaks. */
export interface ResetStep extends FaultStep {
  kind: 'reset'
}

/** Sends some tokens, then nothing more; with `phase: 'headers'` not even the response's head comes. */
export interface SilenceStep extends FaultStep {
  kind: 'silence'
  phase?: 'headers' | undefined
}

/** One scripted answer of the simulator. */
export type SimulatorStep = ReplyStep | StatusStep | StreamErrorStep | CutStep | ResetStep | SilenceStep

/** What a script function is told about a completion request. */
export interface SimulatorRequest {
  path: string
  body: WireBody
  /** The number of user messages in the conversation, from 1. */
  turn: number
  headers: Headers
}

/** Steps used up one per completion request, or a function asked for each; without a step the answer is made up. */
export type SimulatorScript = readonly SimulatorStep[] | ((request: SimulatorRequest) => SimulatorStep | undefined)

/** A step that answers with this text, or with what the options say. */
export function reply(content: string | ReplyOptions): ReplyStep {
  return { kind: 'reply', ...(typeof content === 'string' ? { text: content } : content) }
}

/** A step that answers with an HTTP status and, unless given, Together AI's body for it. */
export function status(code: number, options: Omit<StatusStep, 'kind' | 'status'> = {}): StatusStep {
  return { kind: 'status', status: code, ...options }
}

/** A step that sends `afterTokens` events and then an `error` event. */
export function streamError(afterTokens: number, error?: Partial<WireError> | string): StreamErrorStep {
  return { kind: 'stream-error', afterTokens, error }
}

/** A step that sends `afterTokens` events and then ends without finish reason and `[DONE]`. */
export function cut(afterTokens: number): CutStep {
  return { kind: 'cut', afterTokens }
}

/** A step that sends `afterTokens` events and then breaks the connection. */
export function reset(afterTokens: number): ResetStep {
  return { kind: 'reset', afterTokens }
}

/** A step that sends `afterTokens` events and then stays silent; `phase: 'headers'` withholds the whole response. */
export function silence(afterTokens: number, options: Omit<SilenceStep, 'kind' | 'afterTokens'> = {}): SilenceStep {
  return { kind: 'silence', afterTokens, ...options }
}

/** Reads a script request by request. */
export function createScriptReader(
  script: SimulatorScript = [],
): (request: SimulatorRequest) => SimulatorStep | undefined {
  if (typeof script === 'function') return script
  let position = 0
  return () => {
    const step = script[position]
    position += 1
    return step
  }
}
