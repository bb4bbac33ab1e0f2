import { TogetherError } from '../http/TogetherError.js'
import { isRecord } from '../isRecord.js'
import { ChatMessage } from '../messages/ChatMessage.js'
import type { ContentPart } from '../messages/contentParts.js'
import { reasoningPart, textPart } from '../messages/normaliseParts.js'
import { maxChoices, placeOf, textOf, tooMany, warningText } from './decodeEvent.js'
import { finishToolCall, malformedCall } from './foldToolCalls.js'
import { splitThink } from './splitThink.js'
import { arrayOf, type WireChoice, type WireDelta, type WirePayload, type WireToolCall } from './wire.js'

/**
 * The replies of a non-streamed answer, one for each choice. By Haystack's rules: an empty text is a part, malformed
 * tool calls are left out (and told in `meta.warnings`), the finish reason stays raw. Throws `protocol`.
 */
export function readCompletion(payload: WirePayload): ChatMessage[] {
  if (!Array.isArray(payload.choices))
    throw new TogetherError({
      code: 'protocol',
      message: 'The answer has no list of choices.',
      body: payload,
      status: 200,
    })
  if (payload.choices.length > maxChoices) tooMany('choices', maxChoices)
  return payload.choices.filter(isRecord).map((choice, place) => readChoice(choice, place, payload))
}

function readChoice(choice: WireChoice, place: number, payload: WirePayload): ChatMessage {
  const message: WireDelta = isRecord(choice?.message) ? choice.message : { content: choice?.text ?? null }
  const calls = arrayOf(message.tool_calls).flatMap(readToolCall)
  const warnings = [
    ...arrayOf(payload.warnings).map(warningText),
    ...calls.filter((call): call is string => typeof call === 'string'),
  ]
  const content = [...textParts(message), ...calls.filter((call) => typeof call !== 'string')]
  return new ChatMessage({ role: 'assistant', content, meta: choiceMeta(choice, place, payload, warnings) })
}

function textParts(message: WireDelta): ContentPart[] {
  const given = textOf(message.reasoning) || textOf(message.reasoning_content) || null
  if (typeof message.content !== 'string') return given === null ? [] : [reasoningPart(given)]
  const { text, reasoning } = splitThink(message.content)
  const thought = given && reasoning ? `${given}\n\n${reasoning}` : (given ?? reasoning)
  return thought === null ? [textPart(text)] : [reasoningPart(thought), textPart(text)]
}

/** Unlike in a stream, no arguments at all are malformed here (Haystack). Calls of another type are dropped. */
function readToolCall(call: WireToolCall): (ContentPart | string)[] {
  if (!isRecord(call?.function)) return []
  const { name, arguments: text } = call.function
  if (typeof text !== 'string')
    throw new TogetherError({
      code: 'protocol',
      message: 'A tool call without its arguments as JSON text.',
      status: 200,
    })
  const found = { id: textOf(call.id), toolName: textOf(name) ?? '', argumentsText: text }
  return [text === '' ? malformedCall(found) : finishToolCall(found)]
}

function choiceMeta(
  choice: WireChoice,
  place: number,
  payload: WirePayload,
  warnings: string[],
): Record<string, unknown> {
  return {
    model: payload.model ?? null,
    index: placeOf(choice.index, place),
    finish_reason: textOf(choice.finish_reason) ?? textOf(payload.finish_reason),
    usage: payload.usage ?? null,
    ...(typeof payload.id === 'string' && { id: payload.id }),
    ...(typeof choice.seed === 'number' && { seed: choice.seed }),
    ...(choice.logprobs ? { logprobs: choice.logprobs } : null),
    ...(warnings.length > 0 && { warnings }),
  }
}
