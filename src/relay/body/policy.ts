import { isRecord, recordOf } from '../../core/isRecord.js'
import type { RelayErrorCode } from '../codes.js'
import type { ModelRules, RelaySettings } from '../options/settings.js'
import { Refusal } from '../refusal.js'
import type { TokenCounts } from '../reply/usage.js'
import type { Route } from '../routes.js'
import { isPresent } from '../values.js'
import { fieldsOf } from './fields.js'
import { checkMessages, checkPrediction } from './messages.js'
import { mostPromptTokens } from './promptTokens.js'
import { checkAround, withSystemPrompt } from './systemMessages.js'
import { checkTools } from './tools.js'

/** A body which may go to Together AI. */
export interface RelayedBody {
  readonly model: string
  readonly stream: boolean
  /** The body as JSON. */
  readonly text: string
  /** The most that it can use, in all choices together; its prompt is counted where usage or a budget needs that. */
  readonly most: TokenCounts
}

/** Checks a body against the allow-lists and limits, and returns what is sent instead of it. */
export function applyPolicy(body: unknown, route: Route, settings: RelaySettings): RelayedBody {
  if (!isRecord(body)) throw invalid('invalid_body', 'The body must be a JSON object.')
  checkFields(body, [...fieldsOf(route.path), ...(settings.allowFields ?? [])])
  const [model, rules] = allowedModel(body.model, 'model', settings)
  checkSafetyModel(body.safety_model, settings)
  const choices = checkChoices(body.n, rules)
  checkTools(body, rules.tools, settings.limits.tools)
  const stream = checkStream(body.stream)
  const maxTokens = clampedMaxTokens(body.max_tokens, rules)
  const asked = route.path === '/completions' ? checkPrompt(body.prompt, settings) : chatMessages(body, rules, settings)
  const isCounted = settings.budget !== null || settings.onUsage !== undefined
  const sent = { ...body, ...asked, max_tokens: maxTokens, ...(stream && isCounted ? withUsage(body) : {}) }
  const text = serialised(sent)
  const promptTokens = isCounted ? mostPromptTokens(text, sent.messages) : 0
  return { model, stream, text, most: { promptTokens, cachedTokens: 0, completionTokens: maxTokens * choices } }
}

function checkFields(body: Record<string, unknown>, allowed: readonly string[]): void {
  const unknown = Object.keys(body).find((field) => !allowed.includes(field))
  if (unknown === undefined) return
  throw invalid('unknown_field', `The relay does not pass the field "${unknown.slice(0, 64)}".`)
}

function allowedModel(model: unknown, field: string, { models }: RelaySettings): [string, ModelRules] {
  const rules = typeof model === 'string' ? models.get(model) : undefined
  if (rules) return [String(model), rules]
  throw invalid('model_not_allowed', `The relay does not serve this ${field}.`)
}

/** It reads the whole conversation, too, but no usage tells what that has cost. */
function checkSafetyModel(model: unknown, settings: RelaySettings): void {
  if (!isPresent(model)) return
  allowedModel(model, 'safety_model', settings)
  if (settings.budget)
    throw invalid('model_not_allowed', 'The relay passes no safety_model: its budget cannot count it.')
}

/** A prompt is one text with no roles in it, so that no system prompt could be enforced there. */
function checkPrompt(prompt: unknown, { systemPrompt }: RelaySettings): { messages?: unknown } {
  if (systemPrompt !== undefined) {
    throw invalid('completions_not_allowed', 'The relay serves /chat/completions only, where its system prompt holds.')
  }
  if (typeof prompt !== 'string') throw invalid('invalid_body', 'prompt must be a string.')
  return {}
}

function chatMessages(
  body: Record<string, unknown>,
  rules: ModelRules,
  settings: RelaySettings,
): { messages: unknown } {
  const messages = checkMessages(body.messages, rules.messages, settings.remoteMedia)
  checkPrediction(body.prediction)
  checkAround(body, settings)
  return { messages: withSystemPrompt(messages, settings) }
}

function checkChoices(n: unknown, { choices }: ModelRules): number {
  if (!isPresent(n)) return 1
  if (isCount(n) && n <= choices) return n
  throw invalid('invalid_n', `n must be a whole number from 1 to ${choices}.`)
}

function checkStream(stream: unknown): boolean {
  if (isPresent(stream) && typeof stream !== 'boolean') throw invalid('invalid_body', 'stream must be true or false.')
  return stream === true
}

function clampedMaxTokens(maxTokens: unknown, rules: ModelRules): number {
  if (!isPresent(maxTokens)) return rules.maxTokens
  if (!isCount(maxTokens)) throw invalid('invalid_max_tokens', 'max_tokens must be a whole number of at least 1.')
  return Math.min(maxTokens, rules.maxTokens)
}

/** Asks for the usage at the end of a stream, whatever the client says. */
function withUsage({ stream_options }: Record<string, unknown>): { stream_options: object } {
  return { stream_options: { ...recordOf(stream_options), include_usage: true } }
}

function serialised(body: object): string {
  try {
    return JSON.stringify(body)
  } catch {
    throw invalid('invalid_body', 'The body is nested too deeply.')
  }
}

function isCount(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 1
}

function invalid(code: RelayErrorCode, message: string): Refusal {
  return new Refusal(400, code, message)
}
