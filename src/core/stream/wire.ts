// What Together AI sends, as far as this library reads it. Nothing here can be relied on: fields are missing, null or
// of another type than documented, so every reader checks.

export interface WireToolCall {
  index?: number | null
  id?: string | null
  type?: string | null
  function?: { name?: string | null; arguments?: string | null } | null
}

export interface WireDelta {
  role?: string | null
  content?: string | null
  reasoning?: string | null
  reasoning_content?: string | null
  tool_calls?: WireToolCall[] | null
}

export interface WireChoice {
  index?: number | null
  text?: string | null
  delta?: WireDelta | null
  message?: WireDelta | null
  finish_reason?: string | null
  logprobs?: unknown
  seed?: number | null
}

export interface WirePayload {
  id?: string | null
  object?: string | null
  model?: string | null
  choices?: WireChoice[] | null
  usage?: Record<string, unknown> | null
  finish_reason?: string | null
  warnings?: unknown[] | null
  error?: unknown
}

/** `value` where it is a list, else an empty one. */
export function arrayOf<T>(value: readonly T[] | null | undefined): readonly T[] {
  return Array.isArray(value) ? value : []
}
