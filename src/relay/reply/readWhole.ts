import { readBytes } from '../readBytes.js'
import { brokenOff, clientClosed, Refusal, replyTooLarge } from '../refusal.js'

/** A reply which is not streamed; nothing of it was sent yet, so that a failure is still a status. */
export async function readWhole(
  { body }: Response,
  outputBytes: number,
  signal: AbortSignal,
  onBytes?: () => void,
): Promise<Uint8Array> {
  try {
    return await readBytes(body, outputBytes, signal, onBytes)
  } catch (error) {
    if (signal.aborted) throw signal.reason instanceof Refusal ? signal.reason : clientClosed()
    throw error instanceof RangeError ? replyTooLarge() : brokenOff()
  }
}
