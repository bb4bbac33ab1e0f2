import { errorFromPayload } from '../http/describeError.js'
import type { HttpAnswer } from '../http/postJson.js'
import { extendError, isTogetherError, TogetherError } from '../http/TogetherError.js'
import { isRecord } from '../isRecord.js'
import type { ChatMessage } from '../messages/ChatMessage.js'
import type { EventDecoder, ServerSentEvent } from '../stream/createEventDecoder.js'
import { createEventToChunks, type EventToChunks } from '../stream/decodeEvent.js'
import { createReplyFolder, type ReplyFolder } from '../stream/foldReplies.js'
import type { StreamingChunk } from '../stream/StreamingChunk.js'
import type { WirePayload } from '../stream/wire.js'
import { parseJson } from '../tools/parseJson.js'
import type { Delivery } from './delivery.js'

/** Reads an event stream to its end, handing on each chunk. What had arrived travels in the error's `partial`. */
export async function readStream(
  answer: HttpAnswer,
  decoder: EventDecoder,
  componentInfo: StreamingChunk['componentInfo'],
  delivery: Delivery,
): Promise<ChatMessage[]> {
  const folder = createReplyFolder()
  try {
    await readEvents(answer, decoder, folder, createEventToChunks(componentInfo), delivery)
    await delivery.flush()
    return folder.replies()
  } catch (error) {
    if (!isTogetherError(error)) throw error
    // a finish reason is the server's word: what breaks after it takes nothing from the reply
    if (folder.isFinished() && (error.code === 'network' || error.phase === 'idle')) {
      await delivery.flush()
      return folder.replies()
    }
    throw extendError(error, { partial: { replies: folder.replies() } })
  }
}

async function readEvents(
  answer: HttpAnswer,
  decoder: EventDecoder,
  folder: ReplyFolder,
  toChunks: EventToChunks,
  delivery: Delivery,
): Promise<void> {
  answer.watchdog.reset('first-token')
  for (;;) {
    const bytes = await answer.read()
    const events = bytes === null ? decoder.end() : decoder.feed(bytes)
    for (const event of events) {
      if (event.data.trim() === '[DONE]') return endedBy(folder)
      const isLast = bytes === null
      if (isLast && folder.isFinished() && !isWhole(event)) return // cut off behind the finish reason
      for (const chunk of toChunks(parseEvent(event, answer.requestId, isLast))) {
        folder.push(chunk)
        const waiting = delivery.deliver(chunk)
        if (!waiting) continue
        answer.watchdog.pause()
        await answer.during(waiting)
      }
    }
    if (events.length > 0) answer.watchdog.reset(delivery.wasShown() ? 'idle' : 'first-token')
    if (bytes !== null) continue
    if (folder.isFinished()) return
    throw truncated()
  }
}

/** [DONE] completes a text; a tool call whose choice has no finish reason may be cut off anywhere. */
function endedBy(folder: ReplyFolder): void {
  if (folder.choices({ streaming: true }).length === 0 || folder.hasOpenToolCalls()) throw truncated()
}

function isWhole({ data }: ServerSentEvent): boolean {
  try {
    JSON.parse(data)
    return true
  } catch {
    return false
  }
}

/** `isLast`: the body ended here, so an event which does not parse was cut off. Its text is in no error: it is content. */
function parseEvent(event: ServerSentEvent, requestId: string | null, isLast: boolean): WirePayload {
  let payload: unknown
  try {
    payload = parseJson(event.data)
  } catch (error) {
    if (isTogetherError(error)) throw error
    if (isLast) throw truncated()
    if (event.event === 'error') throw errorFromPayload({ error: event.data }, requestId)
    throw unreadable('An event of the stream is not valid JSON.', requestId)
  }
  if (event.event === 'error' || (isRecord(payload) && payload.error)) throw errorFromPayload(payload, requestId)
  if (!isRecord(payload)) throw unreadable('An event of the stream is not a JSON object.', requestId)
  return payload as WirePayload
}

function unreadable(message: string, requestId: string | null): TogetherError {
  return new TogetherError({ code: 'protocol', status: 200, requestId, message })
}

function truncated(): TogetherError {
  return new TogetherError({
    code: 'truncated',
    status: 200,
    retryable: true,
    message: 'The stream ended without a finish reason and without [DONE]: the reply is cut off.',
  })
}
