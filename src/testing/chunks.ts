import type { PlannedChoice, PlannedPiece, ReplyPlan } from './plan.js'
import { createRandom } from './random.js'
import { endOfTurnId, logprobOf, tokenIdOf } from './tokenFacts.js'

/** The data of one event, and whether it ends a choice. */
export interface PlannedEvent {
  payload: object
  isFinish: boolean
}

interface Frame {
  piece: PlannedPiece | null
  finishReason: string | null
  isLast: boolean
}

/** The events of a streamed reply in order; choices are interleaved and end apart, the last to end carries the usage. */
export function* eventsOf(plan: ReplyPlan): Generator<PlannedEvent> {
  const random = createRandom(plan.seed)
  const running = plan.choices.map((choice) => ({ choice, frames: framesOf(choice), next: 0 }))
  while (running.length > 0) {
    const position = Math.floor(random() * running.length)
    const turn = running[position]
    const frame = turn?.frames[turn.next]
    if (!turn || !frame) return
    turn.next += 1
    if (frame.isLast) running.splice(position, 1)
    yield eventOf(plan, turn.choice, frame, turn.next, running.length === 0)
  }
  if (plan.hasTrailingUsage) yield { payload: envelope(plan, [], plan.usage), isFinish: true }
}

/** `length` ends on the last token itself, everything else on an empty chunk of its own. */
function framesOf(choice: PlannedChoice): Frame[] {
  const { finishReason } = choice
  const frames = choice.pieces.map((piece): Frame => ({ piece, finishReason: null, isLast: false }))
  const last = frames.at(-1)
  if (finishReason === 'length' && last) return [...frames.slice(0, -1), { ...last, finishReason, isLast: true }]
  const closing: Frame = { piece: null, finishReason, isLast: true }
  if (!hasToolCalls(choice)) return [...frames, closing]
  const opening: Frame = { piece: { kind: 'text', text: '' }, finishReason: null, isLast: false }
  if (last?.piece?.kind === 'arguments') last.finishReason = finishReason // it comes twice, as recorded
  return [opening, ...frames, closing]
}

function eventOf(
  plan: ReplyPlan,
  choice: PlannedChoice,
  frame: Frame,
  position: number,
  endsReply: boolean,
): PlannedEvent {
  const { piece, finishReason, isLast } = frame
  if (piece?.kind === 'raw') return { payload: piece.payload, isFinish: isLast }
  const text = piece?.kind === 'text' ? piece.text : ''
  // Recorded tool-call streams have neither seed nor usage before their last chunk.
  const isBare = hasToolCalls(choice) && !isLast
  const wireChoice = {
    index: choice.index,
    text,
    logprobs: plan.hasLogprobs && piece?.kind === 'text' ? logprobOf(text, position) : null,
    finish_reason: finishReason,
    ...(isBare ? {} : { seed: isLast ? choice.seed : null }),
    delta: deltaOf(plan, piece, text),
  }
  const usage = endsReply && isLast && !plan.hasTrailingUsage ? plan.usage : null
  return { payload: envelope(plan, [wireChoice], isBare ? undefined : usage), isFinish: finishReason !== null }
}

function deltaOf(plan: ReplyPlan, piece: PlannedPiece | null, text: string): object {
  const reasoning = piece?.kind === 'reasoning' ? piece.text : ''
  return {
    token_id: piece === null ? endOfTurnId : tokenIdOf(text),
    role: 'assistant',
    content: text,
    ...(plan.hasReasoningField || reasoning ? { reasoning } : {}),
    ...toolCallDelta(piece),
  }
}

function toolCallDelta(piece: PlannedPiece | null): object {
  if (piece?.kind === 'arguments') {
    return { tool_calls: [{ index: piece.index, function: { arguments: piece.text } }] }
  }
  if (piece?.kind !== 'tool-call') return {}
  const { index, id, name } = piece
  return { tool_calls: [{ index, id, type: 'function', function: { name, arguments: '' } }] }
}

function envelope(plan: ReplyPlan, choices: readonly object[], usage: object | null | undefined): object {
  return {
    id: plan.id,
    object: plan.path === 'chat' ? 'chat.completion.chunk' : 'completion.chunk',
    created: plan.created,
    choices,
    model: plan.model,
    ...(usage === undefined ? {} : { usage }),
  }
}

function hasToolCalls(choice: PlannedChoice): boolean {
  return choice.pieces.some((piece) => piece.kind === 'tool-call')
}
