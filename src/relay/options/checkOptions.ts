import { isRecord } from '../../core/isRecord.js'
import { type Check, fieldsProblems, flag, list, orAbsent, procedure, text, whole } from './checks.js'
import type { Budget, ModelPolicy, RelayLimits, RelayOptions } from './options.js'
import {
  fieldProblems,
  isAmount,
  keyProblems,
  originProblems,
  priceProblems,
  toolsProblems,
  urlProblems,
} from './valueChecks.js'

/** Throws one TypeError which lists everything that is wrong with the options, each with what to do. */
export function checkOptions(options: unknown): void {
  const problems = isRecord(options)
    ? [...fieldsProblems(options, '', optionChecks), ...problemsBetween(options)]
    : ['the options are missing: give an object']
  if (problems.length === 0) return
  throw new TypeError(
    `createTogetherRelay cannot take these options.\n${problems.map((each) => `- ${each}`).join('\n')}`,
  )
}

/** The longest wait of a timer; a longer one would fire at once. */
const longestMs = 2_147_483_647
const milliseconds = whole(1, longestMs)
const count = whole(1)

const limitChecks: Record<keyof RelayLimits, Check> = {
  bodyBytes: count,
  messages: count,
  maxTokens: count,
  choices: count,
  tools: whole(0),
  outputBytes: count,
  totalMs: milliseconds,
  readMs: milliseconds,
  authMs: milliseconds,
  concurrent: count,
  perMinute: count,
}

const modelChecks: Record<keyof ModelPolicy, Check> = {
  maxTokens: count,
  choices: count,
  messages: count,
  tools: toolsProblems,
  price: priceProblems,
}

const budgetChecks: Record<keyof Budget, Check> = {
  usd: (value, name) => (isAmount(value) && value > 0 ? [] : [`${name} must be a number of US dollars above 0`]),
  perMs: orAbsent(count),
}

const optionChecks: Record<keyof RelayOptions, Check> = {
  apiKey: orAbsent(keyProblems),
  allowedModels: (value, name) =>
    Array.isArray(value) && value.length === 0
      ? [`${name} is empty: name the models which may be asked`]
      : list(text, 'the ids of the models which may be asked')(value, name),
  models: orAbsent(
    each((policy, name) =>
      isRecord(policy) ? fieldsProblems(policy, name, optional(modelChecks)) : [`${name} must be an object`],
    ),
  ),
  allowedOrigins: orAbsent(list(originProblems, 'origins such as "https://app.example"')),
  authenticate: orAbsent(procedure),
  public: orAbsent((value, name) =>
    value === true ? [] : [`${name} can only be true: leave it away to serve those whom authenticate lets in`],
  ),
  limits: orAbsent((value, name) =>
    isRecord(value) ? fieldsProblems(value, name, optional(limitChecks)) : [`${name} must be an object`],
  ),
  systemPrompt: orAbsent(text),
  clientSystem: orAbsent((value, name) =>
    ['refuse', 'drop', 'keep'].includes(String(value)) ? [] : [`${name} must be 'refuse', 'drop' or 'keep'`],
  ),
  tools: orAbsent(toolsProblems),
  remoteMedia: orAbsent(flag),
  budget: orAbsent((value, name) =>
    isRecord(value) ? fieldsProblems(value, name, budgetChecks) : [`${name} must be an object such as { usd: 1 }`],
  ),
  rateLimiter: orAbsent((value, name) =>
    isRecord(value) && typeof value.take === 'function' ? [] : [`${name} needs a function take: see RateLimiter`],
  ),
  allowFields: orAbsent(list(fieldProblems, 'names of body fields')),
  modelsCacheMs: orAbsent(whole(0)),
  upstreamUrl: orAbsent(urlProblems),
  fetch: orAbsent(procedure),
  log: orAbsent(procedure),
  onUsage: orAbsent(procedure),
}

function problemsBetween(options: Record<string, unknown>): string[] {
  const problems: string[] = []
  if (Boolean(options.authenticate) === Boolean(options.public)) {
    problems.push(
      'either authenticate or public: true must be given, and not both: without one of them the relay cannot tell who may spend your credit',
    )
  }
  const allowed = Array.isArray(options.allowedModels) ? options.allowedModels : []
  const models = isRecord(options.models) ? options.models : {}
  for (const id of Object.keys(models)) {
    if (!allowed.includes(id)) {
      problems.push(`models["${id}"] is not in allowedModels: add it there, or take its policy away`)
    }
  }
  if (isRecord(options.budget)) problems.push(...budgetNeeds(allowed, models, options.rateLimiter))
  return problems
}

function budgetNeeds(allowed: readonly unknown[], models: Record<string, unknown>, rateLimiter: unknown): string[] {
  const priceless = allowed.filter((id) => {
    const policy = typeof id === 'string' && Object.hasOwn(models, id) ? models[id] : undefined
    return !isRecord(policy) || policy.price === undefined
  })
  const problems = priceless.map(
    (id) =>
      `budget needs the price of "${id}": give models["${id}"].price, { input, output } in US dollars for a million tokens`,
  )
  if (isRecord(rateLimiter) && typeof rateLimiter.reserve !== 'function') {
    problems.push('budget needs a rateLimiter with a function reserve: this one cannot count money')
  }
  return problems
}

/** A policy for every key. */
function each(check: Check): Check {
  return (value, name) =>
    isRecord(value)
      ? Object.entries(value).flatMap(([key, item]) => check(item, `${name}["${key}"]`))
      : [`${name} must be an object, by the ids of models`]
}

function optional(checks: Record<string, Check>): Record<string, Check> {
  return Object.fromEntries(Object.entries(checks).map(([name, check]) => [name, orAbsent(check)]))
}
