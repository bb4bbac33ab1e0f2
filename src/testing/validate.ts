import { isRecord } from '../core/isRecord.js'
import type { WireError } from './errors.js'
import type { WireBody } from './wire.js'

/** What is wrong with a request body, as Together AI would say it; null when nothing is. */
export function findProblem(body: unknown, path: 'chat' | 'completions'): Partial<WireError> | null {
  if (!isRecord(body)) return { message: 'Invalid JSON body' }
  if (typeof body.model !== 'string' || !body.model) return problem('model', 'must be a model id')
  return (
    (path === 'chat' ? findMessageProblem(body.messages) : findPromptProblem(body.prompt)) ?? findOptionProblem(body)
  )
}

/** The body, once `findProblem` found nothing. */
export function asWireBody(body: unknown): WireBody {
  return body as WireBody
}

const roles = new Set(['system', 'developer', 'user', 'assistant', 'tool', 'function'])

function findMessageProblem(messages: unknown): Partial<WireError> | null {
  if (!Array.isArray(messages) || messages.length === 0) return problem('messages', 'must be a non-empty array')
  const index = messages.findIndex((message) => !isMessage(message))
  return index < 0 ? null : problem(`messages[${index}]`, 'must have a known role and a string or array content')
}

function isMessage(message: unknown): boolean {
  if (!isRecord(message) || typeof message.role !== 'string' || !roles.has(message.role)) return false
  const { content } = message
  if (message.role === 'tool' && typeof message.tool_call_id !== 'string') return false
  if (content === null || content === undefined) return message.role === 'assistant'
  return typeof content === 'string' || (Array.isArray(content) && content.every(isRecord))
}

function findPromptProblem(prompt: unknown): Partial<WireError> | null {
  return typeof prompt === 'string' ? null : problem('prompt', 'must be a string')
}

const numbers: readonly [name: string, from: number, to: number, integer: boolean][] = [
  ['n', 1, 128, true],
  ['max_tokens', 1, Number.MAX_SAFE_INTEGER, true],
  ['temperature', 0, 2, false],
  ['top_p', 0, 1, false],
  ['presence_penalty', -2, 2, false],
  ['frequency_penalty', -2, 2, false],
]

function findOptionProblem(body: Record<string, unknown>): Partial<WireError> | null {
  for (const [name, from, to, integer] of numbers) {
    if (!isNumber(body[name], from, to, integer)) return problem(name, `must be a number from ${from} to ${to}`)
  }
  if (typeof body.logprobs !== 'boolean' && !isNumber(body.logprobs, 0, 20, true)) {
    return problem('logprobs', 'must be a number from 0 to 20')
  }
  if (!isStop(body.stop)) return problem('stop', 'must be a string or an array of strings')
  return isToolList(body.tools) ? null : problem('tools', 'must be an array of functions with a name')
}

function isNumber(value: unknown, from: number, to: number, integer: boolean): boolean {
  if (value === null || value === undefined) return true
  return typeof value === 'number' && value >= from && value <= to && (!integer || Number.isInteger(value))
}

function isStop(stop: unknown): boolean {
  if (stop === null || stop === undefined || typeof stop === 'string') return true
  return Array.isArray(stop) && stop.every((text) => typeof text === 'string')
}

function isToolList(tools: unknown): boolean {
  if (tools === null || tools === undefined) return true
  return Array.isArray(tools) && tools.every((tool) => isRecord(tool) && isRecord(tool.function) && tool.function.name)
}

function problem(param: string, text: string): Partial<WireError> {
  return { message: `Input validation error: ${param} ${text}`, param }
}
