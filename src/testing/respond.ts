import { eventsOf } from './chunks.js'
import { errorFor, errorResponse } from './errors.js'
import { type Pace, paceStream, type StreamEnd } from './paceStream.js'
import { isToken, type ReplyPlan } from './plan.js'
import type { CutStep, ResetStep, SilenceStep, StreamErrorStep } from './script.js'
import { wholeReplyOf } from './wholeReply.js'

type Fault = StreamErrorStep | CutStep | ResetStep | SilenceStep

/** The reply as an event stream. */
export function streamedResponse(plan: ReplyPlan, pace: Pace, fault?: Fault): Response {
  return new Response(paceStream(fault ? brokenEvents(plan, fault) : allEvents(plan), pace), {
    headers: { 'content-type': 'text/event-stream;charset=utf-8', 'access-control-allow-origin': '*' },
  })
}

/** The reply as one JSON object, sent after the time its tokens take; a fault breaks it half-way. */
export function wholeResponse(plan: ReplyPlan, pace: Pace, fault?: Fault): Response {
  if (fault?.kind === 'stream-error') return errorResponse(500, errorOf(fault))
  const tokens = plan.choices.flatMap((choice) => choice.pieces).filter(isToken).length
  const text = JSON.stringify(wholeReplyOf(plan))
  return new Response(paceStream(fault ? half(text, fault) : whole(text, tokens), pace), {
    headers: { 'content-type': 'application/json; charset=utf-8', 'access-control-allow-origin': '*' },
  })
}

function* allEvents(plan: ReplyPlan): Generator<string, StreamEnd> {
  for (const { payload } of eventsOf(plan)) yield frame(payload)
  yield 'data: [DONE]\n\n'
  return 'close'
}

function* brokenEvents(plan: ReplyPlan, fault: Fault): Generator<string, StreamEnd> {
  let left = fault.afterTokens
  for (const { payload, isFinish } of eventsOf(plan)) {
    if (left <= 0 || isFinish) break
    left -= 1
    yield frame(payload)
  }
  if (fault.kind === 'stream-error') yield frame({ error: errorFor(500, errorOf(fault)) })
  return endOf(fault)
}

function* whole(text: string, tokens: number): Generator<string, StreamEnd> {
  for (let token = 1; token < tokens; token += 1) yield ''
  yield text
  return 'close'
}

function* half(text: string, fault: Fault): Generator<string, StreamEnd> {
  yield text.slice(0, text.length / 2)
  return endOf(fault)
}

function endOf(fault: Fault): StreamEnd {
  return fault.kind === 'reset' || fault.kind === 'silence' ? fault.kind : 'close'
}

function errorOf({ error }: StreamErrorStep): object {
  return typeof error === 'string' ? { message: error } : (error ?? {})
}

function frame(payload: object): string {
  return `data: ${JSON.stringify(payload)}\n\n`
}
