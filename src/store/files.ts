import { type ChatMessage, isChatMessage, isTogetherError, TogetherError } from '../core/index.js'
import type { Attachment } from './attachments.js'
import type { AttachmentLimits, MessageInput } from './types.js'

type FilesInput = Exclude<MessageInput, string | ChatMessage> & { readonly files: readonly Blob[] }

/** Whether a send brings files, which have to be read first. */
export function hasFiles(input: MessageInput): input is FilesInput {
  if (typeof input !== 'object' || input === null || isChatMessage(input)) return false
  return Number(input.files?.length) > 0
}

/** The same input with its files read into parts; an error where one cannot be sent. */
export function withFiles(
  { text, parts = [], files }: FilesInput,
  limits: AttachmentLimits | undefined,
): Promise<MessageInput | TogetherError> {
  return readFiles(Array.from(files), limits).then(
    (read) => ({ text, parts: [...parts, ...read] }),
    (error: TogetherError) => error,
  )
}

/** Files as parts of a message, images as images, beside so many which it has. Rejects with a TogetherError. */
export async function readFiles(
  files: readonly Blob[],
  limits: AttachmentLimits | undefined,
  count?: number,
): Promise<Attachment[]> {
  try {
    const { attachmentsFrom } = await import('./attachments.js')
    return await attachmentsFrom(files, limits, count)
  } catch (cause) {
    if (isTogetherError(cause)) throw cause
    throw new TogetherError({ code: 'invalid-message', message: 'A file could not be read.', cause })
  }
}
