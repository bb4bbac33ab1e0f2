/**
 * Shapes of API keys and tokens, ours and of the services which people mix up with it. What looks like one never
 * stays in an error, a log or a dict.
 */
const keyShapes: readonly RegExp[] = [
  /\btgp_v\d+_[\w-]{6,}/g, // Together AI
  /\b[0-9a-f]{64}\b/gi, // Together AI before 2025
  /\b(?:sk|rk|pk)[-_][\w-]{8,}/g, // OpenAI, Anthropic, Stripe
  /\b(?:gsk|xai|pplx|r8|nvapi|fw|csk|hf|key|dop|glpat|npm)[-_][\w-]{16,}/g,
  /\b(?:ghp|gho|ghu|ghs|ghr|github_pat)_\w{16,}/g,
  /\bAIza[\w-]{20,}/g, // Google
  /\bya29\.[\w-]{20,}/g,
  /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g, // Amazon
  /\bxox[abprs]-[\w-]{10,}/g, // Slack
  /\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]+/g, // JSON Web Token
]
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
  for (const shape of keyShapes) result = result.replace(shape, '[redacted]')
  return result.replace(bearer, '$1 [redacted]').replace(assigned, '$1[redacted]')
}
