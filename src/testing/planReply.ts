import { limitPieces } from './limitPieces.js'
import { sendsTrailingUsage } from './models.js'
import type { PlannedChoice, ReplyPlan } from './plan.js'
import { planPieces, reasoningStyleFor } from './planPieces.js'
import { createRandom, hashOf, randomReplyId, randomWireSeed } from './random.js'
import type { ReplyOptions } from './script.js'
import { countUsage } from './usage.js'
import { lastUserText, turnOf, type WireBody } from './wire.js'

const firstCreated = 1_780_000_000 // seconds; recorded replies are of that time

/** Decides a whole reply from the request, the scripted part of it, and the simulator's seed, and from nothing else. */
export function planReply(
  path: 'chat' | 'completions',
  body: WireBody,
  simulatorSeed: number,
  script: ReplyOptions = {},
): ReplyPlan {
  const seed = hashOf(simulatorSeed, body.seed, body.model, turnOf(body), lastUserText(body))
  const random = createRandom(seed)
  const choices = Array.from({ length: body.n ?? 1 }, (_, index) => planChoice(body, seed, index, script))
  return {
    path,
    id: randomReplyId(random),
    created: firstCreated + (seed % 1_000_000),
    model: body.model,
    seed,
    choices,
    usage: { ...countUsage(body, choices), ...script.usage },
    hasLogprobs: Boolean(body.logprobs),
    hasReasoningField: path === 'chat' && reasoningStyleFor(body) === 'field',
    hasTrailingUsage: path === 'chat' && sendsTrailingUsage(body.model),
    echo: body.echo ? lastUserText(body) : null,
  }
}

function planChoice(body: WireBody, seed: number, index: number, script: ReplyOptions): PlannedChoice {
  const random = createRandom(hashOf(seed, index))
  const { pieces, finishReason } = limitPieces(planPieces(body, seed, index, script, random), body)
  return { index, pieces, finishReason: script.finishReason ?? finishReason, seed: randomWireSeed(random) }
}
