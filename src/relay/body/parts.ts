import { isRecord } from '../../core/isRecord.js'
import { Refusal } from '../refusal.js'
import { isRecordOf } from '../values.js'

/** The keys of what carries each kind of media; the first is its address. */
const media = new Map<unknown, readonly string[]>([
  ['image_url', ['url', 'detail']],
  ['video_url', ['url']],
  ['audio_url', ['url']],
])

/**
 * Checks a part of a message's content. A remote URL has Together AI fetch whatever a caller names, so media travel
 * inside the body unless allowed; and a key which is not known might be one more name for such a URL.
 */
export function checkPart(part: unknown, remoteMedia: boolean): void {
  if (!isRecord(part) || !['text', 'input_audio', ...media.keys()].includes(part.type)) {
    throw invalid('A message has a part of an unknown type.')
  }
  const type = String(part.type)
  if (isTextPart(part) || isAudioPart(part)) return
  const keys = media.get(type)
  if (!keys || !isRecordOf(part, ['type', type])) throw invalid(`A part of the type ${type} has something else in it.`)
  checkMedia(part[type], keys, remoteMedia)
}

/** Whether it is a text and nothing else. */
export function isTextPart(part: unknown): boolean {
  return isRecordOf(part, ['type', 'text']) && part.type === 'text' && typeof part.text === 'string'
}

/** `data` is base64, with or without a type before it: never an address. */
function isAudioPart({ input_audio: audio, ...rest }: Record<string, unknown>): boolean {
  if (!isRecordOf(rest, ['type']) || rest.type !== 'input_audio' || !isRecordOf(audio, ['data', 'format'])) return false
  const { data, format } = audio
  return typeof data === 'string' && /^(?:data:[\w.+/;=-]*,)?[\w+/-]+=*$/.test(data) && isWord(format)
}

function isWord(format: unknown): boolean {
  return format === undefined || (typeof format === 'string' && /^\w{1,20}$/.test(format))
}

function checkMedia(value: unknown, keys: readonly string[], remoteMedia: boolean): void {
  const { url, ...others }: Record<string, unknown> = isRecord(value) ? value : { url: value }
  if (!isRecordOf(others, keys) || !Object.values(others).every((each) => each === null || typeof each === 'string')) {
    throw invalid(`Media in a part may have ${keys.join(' and ')} only.`)
  }
  const allowed = remoteMedia ? /^(?:data:|https?:\/\/)/i : /^data:/i
  if (typeof url === 'string' && allowed.test(url)) return
  throw new Refusal(
    400,
    'remote_url',
    remoteMedia
      ? 'Send images, audio and video as data:, https: or http: URLs.'
      : 'Send images, audio and video as data: URLs; the relay passes no remote ones.',
  )
}

function invalid(message: string): Refusal {
  return new Refusal(400, 'invalid_messages', message)
}
