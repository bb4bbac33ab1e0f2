import { chooseAnswer, chooseReasoning } from './answers/chooseAnswer.js'
import { type ReasoningStyle, reasoningStyleOf } from './models.js'
import type { PlannedPiece } from './plan.js'
import { randomName } from './random.js'
import { valueForSchema } from './schemaValue.js'
import type { ReplyOptions, SimulatedToolCall } from './script.js'
import { tokenize } from './tokenize.js'
import { chooseToolCalls } from './toolCalls.js'
import { answerFromToolResults, endsWithToolResults } from './toolResults.js'
import { lastUserText, type WireBody } from './wire.js'

/** All that one choice would say if nothing limited it: reasoning, then text, then tool calls. */
export function planPieces(
  body: WireBody,
  seed: number,
  choice: number,
  script: ReplyOptions,
  random: () => number,
): PlannedPiece[] {
  const isScripted = script.text !== undefined || script.toolCalls !== undefined || script.chunks !== undefined
  const calls = script.toolCalls ?? (isScripted ? [] : chooseToolCalls(body))
  const text = script.text ?? (isScripted || calls.length > 0 ? '' : composeText(body, seed, choice))
  const reasoning = script.reasoning ?? (isScripted ? '' : composeReasoning(body, seed))
  return [
    ...reasoningPieces(reasoning, reasoningStyleOf(body.model)),
    ...(script.chunks ? script.chunks.map(chunkPiece) : textPieces(text)),
    ...calls.flatMap((call, index) => toolCallPieces(call, index, random)),
  ]
}

/** How the model of this request thinks: its own way, unless the request switches it off, or on. */
export function reasoningStyleFor(body: WireBody): ReasoningStyle {
  const style = reasoningStyleOf(body.model)
  if (style === 'think') return style
  if (body.reasoning?.enabled === false) return 'none'
  return body.reasoning?.enabled || body.reasoning_effort ? 'field' : style
}

function composeText(body: WireBody, seed: number, choice: number): string {
  if (endsWithToolResults(body)) return answerFromToolResults(body)
  const format = body.response_format
  if (format?.type === 'json_schema' || format?.type === 'json_object') {
    return JSON.stringify(valueForSchema(schemaOf(format), () => undefined))
  }
  return chooseAnswer(lastUserText(body), seed, choice)
}

const anyObject = {
  type: 'object',
  properties: { answer: { type: 'string' }, confidence: { type: 'number', maximum: 1 } },
}

/** The schema is nested today and was not in older forms, which Together AI still reads. */
function schemaOf(format: Record<string, unknown>): unknown {
  const nested = format.json_schema as { schema?: unknown } | undefined
  return nested?.schema ?? format.schema ?? anyObject
}

function composeReasoning(body: WireBody, seed: number): string {
  return reasoningStyleFor(body) === 'none' ? '' : chooseReasoning(lastUserText(body), seed, body.reasoning_effort)
}

function reasoningPieces(reasoning: string, style: ReasoningStyle): PlannedPiece[] {
  if (!reasoning) return []
  if (style === 'think') return textPieces(`<think>\n${reasoning}\n</think>\n\n`)
  return tokenize(reasoning).map((text) => ({ kind: 'reasoning', text }))
}

function textPieces(content: string): PlannedPiece[] {
  return tokenize(content).map((text) => ({ kind: 'text', text }))
}

function chunkPiece(chunk: string | object): PlannedPiece {
  return typeof chunk === 'string' ? { kind: 'text', text: chunk } : { kind: 'raw', payload: chunk }
}

function toolCallPieces(call: SimulatedToolCall, index: number, random: () => number): PlannedPiece[] {
  const json = typeof call.arguments === 'string' ? call.arguments : JSON.stringify(call.arguments)
  const id = call.id ?? `call_${randomName(random, 24)}`
  return [
    { kind: 'tool-call', index, id, name: call.name },
    ...tokenize(json).map((text): PlannedPiece => ({ kind: 'arguments', index, text })),
  ]
}
