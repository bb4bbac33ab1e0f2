import { readUpTo } from './readUpTo.js'
import { clientClosed, Refusal } from './refusal.js'

/** The text of a reply which is not streamed; nothing of it was sent yet, so that a failure is still a status. */
export async function readWhole(response: Response, outputBytes: number, signal: AbortSignal): Promise<string> {
  try {
    return await readUpTo(response, outputBytes, signal)
  } catch (error) {
    if (signal.aborted) throw signal.reason instanceof Refusal ? signal.reason : clientClosed()
    if (error instanceof RangeError) {
      throw new Refusal(502, 'output_too_large', 'The reply is larger than the relay passes on.')
    }
    throw new Refusal(502, 'upstream_broken', 'The connection to Together AI broke off.')
  }
}
