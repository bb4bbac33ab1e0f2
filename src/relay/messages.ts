import { isRecord } from './isRecord.js'
import { Refusal } from './refusal.js'

/** A message of which the relay knows no more than this. */
export type WireMessage = Record<string, unknown> & { role: string }

const roles = new Set(['system', 'developer', 'user', 'assistant', 'tool', 'function'])
const partTypes = new Set(['text', 'image_url', 'video_url', 'audio_url', 'input_audio'])

/** Checks number and shape of the messages; what they say is not the relay's business. */
export function checkMessages(messages: unknown, most: number, remoteMedia: boolean): WireMessage[] {
  if (!Array.isArray(messages) || messages.length === 0) throw invalid('messages must be a list with a message in it.')
  if (messages.length > most) throw invalid(`messages must be at most ${most}.`)
  return messages.map((message) => checkMessage(message, remoteMedia))
}

function checkMessage(message: unknown, remoteMedia: boolean): WireMessage {
  if (!hasRole(message)) throw invalid(`Every message needs a role: ${[...roles].join(', ')}.`)
  const { content } = message
  if (Array.isArray(content)) for (const part of content) checkPart(part, remoteMedia)
  else if (content !== undefined && content !== null && typeof content !== 'string') {
    throw invalid('The content of a message must be a text or a list of parts.')
  }
  return message
}

function hasRole(message: unknown): message is WireMessage {
  return isRecord(message) && typeof message.role === 'string' && roles.has(message.role)
}

/** A remote URL has Together AI fetch whatever a caller names, so media travel inside the body unless allowed. */
function checkPart(part: unknown, remoteMedia: boolean): void {
  if (!isRecord(part) || !partTypes.has(String(part.type))) throw invalid('A message has a part of an unknown type.')
  const allowed = remoteMedia ? /^(?:data:|https?:\/\/)/i : /^data:/i
  for (const [key, value] of Object.entries(part)) {
    if (!key.endsWith('_url')) continue
    const url = isRecord(value) ? value.url : value
    if (typeof url === 'string' && allowed.test(url)) continue
    throw new Refusal(
      400,
      'remote_url',
      remoteMedia
        ? 'Send images, audio and video as data:, https: or http: URLs.'
        : 'Send images, audio and video as data: URLs; the relay passes no remote ones.',
    )
  }
}

function invalid(message: string): Refusal {
  return new Refusal(400, 'invalid_messages', message)
}
