import { isToken, type PlannedChoice } from './plan.js'
import { reasoningStyleFor } from './planPieces.js'
import { tokenize } from './tokenize.js'
import { textOf, turnOf, type WireBody, type WireMessage, type WireUsage } from './wire.js'

const tokensPerMessage = 4
const tokensPerImage = 1601
const cacheBlock = 16

/** Counts tokens: those of the prompt, those of all choices, and the part of the prompt that an earlier turn left in the cache. */
export function countUsage(body: WireBody, choices: readonly PlannedChoice[]): WireUsage {
  const counts = (body.messages ?? []).map(countMessage)
  const prompt = body.prompt === undefined ? sum(counts) : tokenize(body.prompt).length
  const completion = sum(choices.map(countChoice))
  const cached = turnOf(body) > 1 ? Math.floor(sum(counts.slice(0, -1)) / cacheBlock) * cacheBlock : 0
  const total = { prompt_tokens: prompt, completion_tokens: completion, total_tokens: prompt + completion }
  if (reasoningStyleFor(body) !== 'field') return { ...total, cached_tokens: cached }
  return {
    ...total,
    prompt_tokens_details: { cached_tokens: cached, text_tokens: prompt },
    completion_tokens_details: { reasoning_tokens: sum(choices.map(countReasoning)), text_tokens: completion },
  }
}

function countMessage(message: WireMessage): number {
  const images = Array.isArray(message.content) ? message.content.filter((part) => part.type === 'image_url').length : 0
  const calls = JSON.stringify(message.tool_calls ?? '').length / tokensPerMessage
  return tokensPerMessage + tokenize(textOf(message)).length + images * tokensPerImage + Math.floor(calls)
}

/** A choice that ends by itself spends one more token on its end. */
function countChoice(choice: PlannedChoice): number {
  return choice.pieces.filter(isToken).length + (choice.finishReason === 'length' ? 0 : 1)
}

function countReasoning(choice: PlannedChoice): number {
  return choice.pieces.filter((piece) => piece.kind === 'reasoning').length
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
