/**
 * Shapes of API keys and tokens, ours and of the services which people mix up with it. What looks like one never
 * stays in an error, a log or a dict.
 */
const keyShapes = new RegExp(
  [
    /tgp_v\d+_[\w-]{6,}/, // Together AI
    /[0-9a-f]{64}\b/, // Together AI before 2025
    /(sk|rk|pk|xox[abprs])[-_][\w-]{8,}/, // OpenAI, Anthropic, Stripe, Slack
    /(gsk|xai|pplx|r8|nvapi|fw|csk|hf|key|dop|glpat|npm|gh[pousr]|github_pat)[-_][\w-]{16,}/,
    /(AIza|ya29\.)[\w-]{20,}/, // Google
    /(AKIA|ASIA)[A-Z0-9]{16}\b/, // Amazon
    /eyJ[\w-]{8,1024}\.[\w-]{8,}\.[\w-]+/, // JSON Web Token
  ]
    .map(({ source }) => `\\b${source}`)
    .join('|'),
  'gi',
)
const bearer = /\b(Bearer|Basic)\s+[\w.~+/=-]{6,}/gi
const assigned =
  /((?:api[-_]?key|access[-_]?token|authorization|secret)["']?\s*[=:]\s*["']?)(?!Bearer|Basic)[^\s"'&,;]{6,}/gi

/**
 * A copy of `value` with every key in it replaced by `[redacted]`: known shapes, `Bearer …`, and the given secrets
 * wherever they stand, in texts, lists, and names and values of objects.
 */
export function redact<T>(value: T, secrets: readonly string[] = []): T {
  return redactValue(value, secrets, 0) as T
}

const maxDepth = 32

function redactValue(value: unknown, secrets: readonly string[], depth: number): unknown {
  if (typeof value === 'string') return redactText(value, secrets)
  if (typeof value !== 'object' || value === null) return value
  if (depth > maxDepth) return '[…]'
  if (Array.isArray(value)) return value.map((item) => redactValue(item, secrets, depth + 1))
  const entries = Object.entries(value).map(([name, item]) => [
    redactText(name, secrets),
    redactValue(item, secrets, depth + 1),
  ])
  return Object.fromEntries(entries)
}

function redactText(text: string, secrets: readonly string[]): string {
  let result = text
  for (const secret of secrets) if (secret.length >= 4) result = result.replaceAll(secret, '[redacted]')
  return result.replace(keyShapes, '[redacted]').replace(bearer, '$1 [redacted]').replace(assigned, '$1[redacted]')
}
