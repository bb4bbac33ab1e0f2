import { isRecord } from '../../core/isRecord.js'
import { list, text } from './checks.js'
import { relayDefaults } from './defaults.js'

/** A text, or what has `resolveValue`. */
export function keyProblems(value: unknown, name: string): string[] {
  if (typeof value === 'string' || (isRecord(value) && typeof value.resolveValue === 'function')) return []
  return [`${name} must be a text or a Secret: or leave it away, and set TOGETHER_API_KEY where the relay runs`]
}

/** As `AllowedTools`. */
export function toolsProblems(value: unknown, name: string): string[] {
  if (typeof value === 'boolean') return []
  return Array.isArray(value)
    ? list(text, '')(value, name)
    : [`${name} must be true, false, or a list of the functions' names`]
}

/** A row's `pricing` with what is needed of it. */
export function priceProblems(value: unknown, name: string): string[] {
  if (!isRecord(value)) return [`${name} must be an object such as { input: 0.88, output: 0.88 }`]
  const amounts = [
    ['input', value.input],
    ['output', value.output],
  ] as const
  const all = value.cached_input === undefined ? amounts : [...amounts, ['cached_input', value.cached_input] as const]
  return all
    .filter(([, amount]) => !isAmount(amount))
    .map(([key]) => `${name}.${key} must be a number of US dollars for a million tokens`)
}

/** Whether a value is an amount of money. */
export function isAmount(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0
}

/** An origin exactly as a browser sends it. */
export function originProblems(value: unknown, name: string): string[] {
  if (value === '*') return [`${name} is "*": list every origin; the relay knows no wildcard`]
  const origin = typeof value === 'string' ? originOf(value) : null
  if (origin === null) return [`${name} is not an origin: give one such as "https://app.example"`]
  return origin === value ? [] : [`${name} is not an exact origin: give "${origin}"`]
}

/** The origin as a browser sends it, that of an app's own scheme included. */
function originOf(value: string): string | null {
  const url = parsed(value)
  if (!url?.host) return null
  return url.origin === 'null' ? `${url.protocol}//${url.host}` : url.origin
}

function parsed(value: string): URL | null {
  try {
    return new URL(value)
  } catch {
    return null
  }
}

/** The base URL of an API. */
export function urlProblems(value: unknown, name: string): string[] {
  const url = typeof value === 'string' ? parsed(value) : null
  if (!url || !/^https?:$/.test(url.protocol))
    return [`${name} must be an http or https URL such as "${relayDefaults.upstreamUrl}"`]
  if (url.username || url.password || url.search || url.hash) {
    return [`${name} must be a plain URL: take its name, password, query and # away`]
  }
  return []
}

/** Fields which do what an option forbids, by the option. */
const ways: Readonly<Record<string, readonly string[]>> = {
  'limits.maxTokens': ['max_completion_tokens', 'max_output_tokens', 'max_new_tokens'],
  'limits.choices': ['best_of'],
  tools: ['functions', 'mcp_servers', 'plugins', 'web_search_options'],
  systemPrompt: ['prompt', 'messages', 'input', 'instructions', 'system', 'chat_template'],
}

/** A body field which may be passed besides the known ones. */
export function fieldProblems(value: unknown, name: string): string[] {
  const [option] = Object.entries(ways).find(([, fields]) => fields.some((field) => field === value)) ?? []
  if (option === undefined) return text(value, name)
  const instead = option === 'limits.maxTokens' ? 'have clients send max_tokens' : 'take it away'
  return [`${name} is "${value}": it would go past ${option}; ${instead}`]
}
