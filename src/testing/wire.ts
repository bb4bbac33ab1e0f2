/** A message as a client sends it to Together AI; only what the simulator reads. */
export interface WireMessage {
  role: string
  content?: string | readonly Record<string, unknown>[] | null | undefined
  tool_calls?: readonly WireToolCall[] | null | undefined
  tool_call_id?: string | null | undefined
}

/** A tool call on the wire; `arguments` is JSON text. */
export interface WireToolCall {
  index?: number | undefined
  id: string
  type: 'function'
  function: { name: string; arguments: string }
}

/** A tool as a request offers it. */
export interface WireTool {
  type?: string | undefined
  function: {
    name: string
    description?: string | undefined
    parameters?: Record<string, unknown> | null | undefined
  }
}

/** The fields of a `/chat/completions` or `/completions` body which the simulator obeys; others are ignored. */
export interface WireBody {
  model: string
  messages?: readonly WireMessage[] | undefined
  prompt?: string | undefined
  stream?: boolean | null | undefined
  n?: number | null | undefined
  max_tokens?: number | null | undefined
  stop?: string | readonly string[] | null | undefined
  seed?: number | null | undefined
  logprobs?: number | boolean | null | undefined
  echo?: boolean | null | undefined
  tools?: readonly WireTool[] | null | undefined
  tool_choice?: string | { function?: { name?: string | undefined } | undefined } | null | undefined
  response_format?: Record<string, unknown> | null | undefined
  reasoning?: { enabled?: boolean | undefined } | null | undefined
  reasoning_effort?: string | null | undefined
}

/** Token counts as Together AI reports them: flat `cached_tokens`, or nested details on reasoning models. */
export interface WireUsage {
  prompt_tokens: number
  completion_tokens: number
  total_tokens: number
  cached_tokens?: number | undefined
  prompt_tokens_details?: { cached_tokens: number; text_tokens: number } | undefined
  completion_tokens_details?: { reasoning_tokens: number; text_tokens: number } | undefined
}

/** The text of a message's content; parts which are no text count as nothing. */
export function textOf(message: WireMessage | undefined): string {
  const content = message?.content
  if (typeof content === 'string') return content
  return (content ?? []).map((part) => (typeof part.text === 'string' ? part.text : '')).join('')
}

/** The text of the last user message, or the prompt of a plain completion. */
export function lastUserText(body: WireBody): string {
  return body.prompt ?? textOf(body.messages?.findLast((message) => message.role === 'user'))
}

/** How many user messages the conversation holds; a plain completion is turn 1. */
export function turnOf(body: WireBody): number {
  return body.messages ? body.messages.filter((message) => message.role === 'user').length : 1
}
