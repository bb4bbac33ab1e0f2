import { Refusal } from './refusal.js'

const partTypes = new Set(['text', 'image_url', 'video_url', 'audio_url', 'input_audio'])

/** Checks number and shape of the messages; what they say is not the relay's business. */
export function checkMessages(messages: unknown, most: number): void {
  if (!Array.isArray(messages) || messages.length === 0) throw invalid('messages must be a list with a message in it.')
  if (messages.length > most) throw invalid(`messages must be at most ${most}.`)
  for (const message of messages) checkMessage(message)
}

function checkMessage(message: unknown): void {
  if (!isRecord(message) || typeof message.role !== 'string') throw invalid('Every message needs a role.')
  const { content } = message
  if (Array.isArray(content)) content.forEach(checkPart)
  else if (content !== undefined && content !== null && typeof content !== 'string') {
    throw invalid('The content of a message must be a text or a list of parts.')
  }
}

/** A remote URL would have Together AI fetch whatever a caller names, so media travel inside the body. */
function checkPart(part: unknown): void {
  if (!isRecord(part) || !partTypes.has(String(part.type))) throw invalid('A message has a part of an unknown type.')
  for (const [key, value] of Object.entries(part)) {
    if (!key.endsWith('_url')) continue
    const url = isRecord(value) ? value.url : value
    if (typeof url === 'string' && /^data:/i.test(url)) continue
    throw new Refusal(400, 'remote_url', 'Send images, audio and video as data: URLs; the relay passes no remote ones.')
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function invalid(message: string): Refusal {
  return new Refusal(400, 'invalid_messages', message)
}
