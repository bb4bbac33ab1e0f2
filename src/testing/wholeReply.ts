import { joinPieces, type PlannedChoice, type PlannedPiece, type ReplyPlan } from './plan.js'
import { logprobOf, tokenIdOf } from './tokenFacts.js'
import type { WireToolCall } from './wire.js'

/** The reply to a request without `stream: true`, as one object. */
export function wholeReplyOf(plan: ReplyPlan): object {
  return {
    id: plan.id,
    object: plan.path === 'chat' ? 'chat.completion' : 'text.completion',
    created: plan.created,
    model: plan.model,
    prompt: plan.echo === null ? [] : [{ text: plan.echo, logprobs: null }],
    choices: plan.choices.map((choice) => choiceOf(plan, choice)),
    usage: plan.usage,
  }
}

function choiceOf(plan: ReplyPlan, choice: PlannedChoice): object {
  const { index, seed, finishReason: finish_reason } = choice
  const logprobs = plan.hasLogprobs ? logprobsOf(choice) : null
  if (plan.path === 'completions') return { text: joinPieces(choice, 'text'), finish_reason, seed, logprobs, index }
  return { finish_reason, seed, logprobs, index, message: messageOf(plan, choice) }
}

function messageOf(plan: ReplyPlan, choice: PlannedChoice): object {
  const calls = toolCallsOf(choice.pieces)
  const text = joinPieces(choice, 'text')
  const reasoning = joinPieces(choice, 'reasoning')
  return {
    role: 'assistant',
    content: text || (calls.length > 0 ? null : ''),
    ...(plan.hasReasoningField || reasoning ? { reasoning } : {}),
    tool_calls: calls,
  }
}

function toolCallsOf(pieces: readonly PlannedPiece[]): WireToolCall[] {
  const openings = pieces.filter((piece) => piece.kind === 'tool-call')
  return openings.map(({ index, id, name }) => {
    const parts = pieces.map((piece) => (piece.kind === 'arguments' && piece.index === index ? piece.text : ''))
    return { id, function: { arguments: parts.join(''), name }, type: 'function', index }
  })
}

function logprobsOf(choice: PlannedChoice): object {
  const tokens = choice.pieces.flatMap((piece) => (piece.kind === 'text' ? [piece.text] : []))
  const token_logprobs = tokens.map((token, index) => logprobOf(token, index + 1))
  const top_logprobs = tokens.map((token, index) => ({ [token]: token_logprobs[index] }))
  return { tokens, token_logprobs, token_ids: tokens.map(tokenIdOf), top_logprobs }
}
