import { fieldsOf } from './fields.js'
import { checkMessages } from './messages.js'
import type { RelayLimits, RelaySettings } from './options.js'
import { Refusal } from './refusal.js'
import type { Route } from './routes.js'

/** A body which may go to Together AI. */
export interface RelayedBody {
  readonly model: string
  readonly stream: boolean
  /** The body as JSON. */
  readonly text: string
}

/** Checks a body against the allow-lists and limits, and returns what is sent instead of it. */
export function applyPolicy(body: unknown, route: Route, settings: RelaySettings): RelayedBody {
  if (!isRecord(body)) throw invalid('invalid_body', 'The body must be a JSON object.')
  checkFields(body, [...fieldsOf(route.path), ...(settings.allowFields ?? [])])
  const { limits, allowedModels } = settings
  const model = checkModel(body.model, 'model', allowedModels)
  if (isPresent(body.safety_model)) checkModel(body.safety_model, 'safety_model', allowedModels)
  if (route.path === '/completions') checkPrompt(body.prompt)
  else checkMessages(body.messages, limits.messages)
  checkChoices(body.n, limits)
  checkTools(body.tools, limits)
  const stream = checkStream(body.stream)
  return { model, stream, text: serialised({ ...body, max_tokens: clampedMaxTokens(body.max_tokens, limits) }) }
}

function checkFields(body: Record<string, unknown>, allowed: readonly string[]): void {
  const unknown = Object.keys(body).find((field) => !allowed.includes(field))
  if (unknown === undefined) return
  throw invalid('unknown_field', `The relay does not pass the field "${unknown.slice(0, 64)}".`)
}

function checkModel(model: unknown, field: string, allowedModels: readonly string[]): string {
  if (typeof model === 'string' && allowedModels.includes(model)) return model
  throw invalid('model_not_allowed', `The relay does not serve this ${field}.`)
}

function checkPrompt(prompt: unknown): void {
  if (typeof prompt !== 'string') throw invalid('invalid_body', 'prompt must be a string.')
}

function checkChoices(n: unknown, { choices }: RelayLimits): void {
  if (!isPresent(n) || (isCount(n) && n <= choices)) return
  throw invalid('invalid_n', `n must be a whole number from 1 to ${choices}.`)
}

function checkTools(tools: unknown, limits: RelayLimits): void {
  if (!isPresent(tools) || (Array.isArray(tools) && tools.length <= limits.tools)) return
  throw invalid('invalid_tools', `tools must be a list of at most ${limits.tools}.`)
}

function checkStream(stream: unknown): boolean {
  if (isPresent(stream) && typeof stream !== 'boolean') throw invalid('invalid_body', 'stream must be true or false.')
  return stream === true
}

function clampedMaxTokens(maxTokens: unknown, limits: RelayLimits): number {
  if (!isPresent(maxTokens)) return limits.maxTokens
  if (!isCount(maxTokens)) throw invalid('invalid_max_tokens', 'max_tokens must be a whole number of at least 1.')
  return Math.min(maxTokens, limits.maxTokens)
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

function isPresent(value: unknown): boolean {
  return value !== undefined && value !== null
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function invalid(code: string, message: string): Refusal {
  return new Refusal(400, code, message)
}
