import { readBytes } from './readBytes.js'
import { clientClosed, Refusal } from './refusal.js'

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
    if (error instanceof RangeError) {
      throw new Refusal(502, 'output_too_large', 'The reply is larger than the relay passes on.')
    }
    throw new Refusal(502, 'upstream_broken', 'The connection to Together AI broke off.')
  }
}
