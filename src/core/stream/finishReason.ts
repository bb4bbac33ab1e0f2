import type { FinishReason } from './StreamingChunk.js'

const mapped: Readonly<Record<string, FinishReason>> = {
  stop: 'stop',
  eos: 'stop', // Together AI's word for it on some models
  length: 'length',
  tool_calls: 'tool_calls',
  function_call: 'tool_calls',
  content_filter: 'content_filter',
}

/** Together AI's finish reason in Haystack's words; null for what Haystack does not know. */
export function mapFinishReason(raw: unknown): FinishReason | null {
  return typeof raw === 'string' && Object.hasOwn(mapped, raw) ? (mapped[raw] ?? null) : null
}
