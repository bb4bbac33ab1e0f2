import { isTogetherError, TogetherError } from '../core/index.js'
import type { Attachment, attachmentsFrom } from './attachments.js'

/** What `attachmentsFrom` gives or throws; the error is `network` where the part which has it does not load. */
export async function readFiles(...input: Parameters<typeof attachmentsFrom>): Promise<Attachment[] | TogetherError> {
  try {
    return await (await import('./attachments.js')).attachmentsFrom(...input)
  } catch (cause) {
    if (isTogetherError(cause)) return cause
    return new TogetherError({ code: 'network', message: 'A part of the page did not load.', retryable: true, cause })
  }
}
