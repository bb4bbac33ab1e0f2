import { refuse } from '../http/TogetherError.js'
import { isRecord } from '../isRecord.js'
import { reasoningPart } from '../messages/normaliseParts.js'
import { mapFinishReason } from './finishReason.js'
import { completeChunk, type StreamingChunk, type ToolCallDelta } from './StreamingChunk.js'
import { arrayOf, type WireChoice, type WireDelta, type WirePayload, type WireToolCall } from './wire.js'

/** Most choices and most tool calls of one reply; more throw `limit`. */
export const maxChoices = 128
export const maxToolCalls = 128

/** Turns the JSON of events into chunks: one for each event, or for each choice in it. */
export type EventToChunks = (payload: WirePayload) => StreamingChunk[]

/**
 * Makes the decoder of one stream; it knows how many events came before, which Haystack's `start` depends on.
 *
 * Source: Haystack's `_convert_chat_completion_chunk_to_streaming_chunk`, and Together AI's wire, which repeats roles,
 * sends `null` for nearly everything, reasoning under two names, and finish reasons beside the choices.
 */
export function createEventToChunks(componentInfo: StreamingChunk['componentInfo'] = null): EventToChunks {
  const clock = createClock()
  let events = 0
  return (payload) => {
    const isSecond = ++events === 2
    const receivedAt = clock()
    const choices = arrayOf(payload.choices).filter(isRecord)
    if (choices.length > maxChoices) tooMany('choices', maxChoices)
    if (choices.length === 0) return [completeChunk({ meta: sharedMeta(payload, receivedAt), componentInfo })]
    return choices.map((choice, place) => choiceChunk(choice, place, payload, receivedAt, isSecond, componentInfo))
  }
}

/** The time as ISO 8601, written once for each millisecond: many events come in one read. */
function createClock(): () => string {
  let at = Number.NaN
  let text = ''
  return () => {
    const now = Date.now()
    if (now !== at) text = new Date(now).toISOString()
    at = now
    return text
  }
}

/** Written out, field by field: spreads would cost as much as the rest of the event. */
function choiceChunk(
  choice: WireChoice,
  place: number,
  payload: WirePayload,
  receivedAt: string,
  isSecond: boolean,
  componentInfo: StreamingChunk['componentInfo'],
): StreamingChunk {
  const delta: WireDelta = isRecord(choice.delta) ? choice.delta : {}
  const raw = textOf(choice.finish_reason) || textOf(payload.finish_reason)
  const toolCalls = toolCallDeltas(delta)
  const reasoning = delta.reasoning || delta.reasoning_content
  const meta = sharedMeta(payload, receivedAt)
  meta.index = placeOf(choice.index, place)
  meta.tool_calls = toolCalls.length > 0 ? delta.tool_calls : null
  meta.finish_reason = raw
  if (choice.logprobs !== undefined && choice.logprobs !== null) meta.logprobs = choice.logprobs
  if (typeof choice.seed === 'number') meta.seed = choice.seed
  return {
    content: contentOf(choice, payload),
    meta,
    index: toolCalls[0]?.index ?? blockIndex(choice),
    toolCalls: toolCalls.length > 0 ? toolCalls : null,
    toolCallResult: null,
    start: toolCalls[0] ? toolCalls[0].toolName !== null : isSecond,
    finishReason: mapFinishReason(raw),
    reasoning: typeof reasoning === 'string' && reasoning !== '' ? reasoningPart(reasoning) : null,
    componentInfo,
  }
}

/** `choice.text` repeats `delta.content`: it counts only in /completions. */
function contentOf(choice: WireChoice, payload: WirePayload): string {
  const text = choice.delta?.content ?? (payload.object === 'chat.completion.chunk' ? '' : choice.text)
  return typeof text === 'string' ? text : ''
}

/** Haystack: null for a chunk which has a role or no content, 0 else. */
function blockIndex({ delta }: WireChoice): number | null {
  if (!isRecord(delta)) return 0
  return (delta.content ?? null) === null || (delta.role ?? null) !== null ? null : 0
}

function sharedMeta(payload: WirePayload, receivedAt: string): Record<string, unknown> {
  const warnings = arrayOf(payload.warnings)
  const meta: Record<string, unknown> = {
    model: payload.model ?? null,
    received_at: receivedAt,
    usage: payload.usage ?? null,
  }
  if (typeof payload.id === 'string') meta.id = payload.id
  if (warnings.length > 0) meta.warnings = warnings.map(warningText)
  return meta
}

export function warningText(warning: unknown): string {
  if (isRecord(warning) && typeof warning.message === 'string') return warning.message
  return typeof warning === 'string' ? warning : JSON.stringify(warning)
}

function toolCallDeltas(delta: WireDelta): ToolCallDelta[] {
  const calls = arrayOf(delta.tool_calls).filter(isRecord)
  if (calls.length > maxToolCalls) tooMany('tool calls', maxToolCalls)
  return calls.map(toolCallDelta)
}

function toolCallDelta(call: WireToolCall, place: number): ToolCallDelta {
  return {
    index: placeOf(call.index, place),
    toolName: textOf(call.function?.name),
    arguments: textOf(call.function?.arguments) || null,
    id: textOf(call.id),
    extra: null,
  }
}

export function tooMany(what: string, bound: number): never {
  return refuse(`The reply has more than ${bound} ${what}. It was stopped.`, 'limit')
}

/** Only what a place in a list can be counts: a fraction or 2^60 is none. */
export function placeOf(value: unknown, place: number): number {
  return Number.isSafeInteger(value) ? (value as number) : place
}

export function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}
