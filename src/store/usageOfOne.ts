import type { Usage } from '../core/index.js'

/** What one model used: where several were asked at once, that of the one which used most. Null where nobody said. */
export function usageOfOne(usage: Usage | null): Usage | null {
  if (!usage?.by_model) return usage
  const [most = null] = usage.by_model.map((part) => part.usage).sort((a, b) => tokensIn(b) - tokensIn(a))
  return most
}

/** Prompt and completion together. */
export function tokensIn(usage: Usage | null): number {
  return (usage?.prompt_tokens ?? 0) + (usage?.completion_tokens ?? 0)
}
