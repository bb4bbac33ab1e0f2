import { isRecord } from '../../core/isRecord.js'
import { Refusal } from '../refusal.js'
import { isPlain, isPresent, isRecordOf } from '../values.js'
import { checkPart, isTextPart } from './parts.js'

/** A message of which the relay knows no more than this. */
export type WireMessage = Record<string, unknown> & { role: string }

const roles = new Set(['system', 'developer', 'user', 'assistant', 'tool', 'function'])

/** What a message may have besides its role and content. */
const texts = new Set(['name', 'tool_call_id', 'reasoning', 'reasoning_content', 'refusal'])

/** Checks number and shape of the messages; what they say is not the relay's business. */
export function checkMessages(messages: unknown, most: number, remoteMedia: boolean): WireMessage[] {
  if (!Array.isArray(messages) || messages.length === 0) throw invalid('messages must be a list with a message in it.')
  if (messages.length > most) throw invalid(`messages must be at most ${most}.`)
  return messages.map((message) => checkMessage(message, remoteMedia))
}

/** Checks a guess at the reply, which is texts and nothing else. */
export function checkPrediction(prediction: unknown): void {
  if (!isPresent(prediction)) return
  const content = isRecordOf(prediction, ['type', 'content']) ? prediction.content : null
  if (typeof content === 'string' || (Array.isArray(content) && content.every(isTextPart))) return
  throw new Refusal(400, 'invalid_body', 'prediction must be { type, content }, its content a text or parts of text.')
}

function checkMessage(message: unknown, remoteMedia: boolean): WireMessage {
  if (!hasRole(message)) throw invalid(`Every message needs a role: ${[...roles].join(', ')}.`)
  const { role, content, ...others } = message
  if (Array.isArray(content)) for (const part of content) checkPart(part, remoteMedia)
  else if (isPresent(content) && typeof content !== 'string') {
    throw invalid('The content of a message must be a text or a list of parts.')
  }
  const [field] = Object.entries(others).find(([key, value]) => !isKnown(key, value)) ?? []
  if (field !== undefined) throw invalid(`The relay does not pass this "${field.slice(0, 64)}" of a message.`)
  return message
}

function hasRole(message: unknown): message is WireMessage {
  return isRecord(message) && typeof message.role === 'string' && roles.has(message.role)
}

/** Media under a name of their own would be fetched past `remoteMedia`; what is empty, a number or a switch holds none. */
function isKnown(key: string, value: unknown): boolean {
  if (Array.isArray(value) && value.length === 0) return true // `annotations` of a reply which is sent back
  if (isPlain(value)) return true
  if (key === 'tool_calls') return Array.isArray(value)
  return key === 'function_call' ? isRecord(value) : texts.has(key) && typeof value === 'string'
}

function invalid(message: string): Refusal {
  return new Refusal(400, 'invalid_messages', message)
}
