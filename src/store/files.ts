import { type ChatMessage, isChatMessage, isTogetherError, type TogetherError } from '../core/index.js'
import { readFiles } from './readFiles.js'
import type { AttachmentLimits, MessageInput } from './types.js'

type FilesInput = Exclude<MessageInput, string | ChatMessage> & { readonly files: readonly Blob[] }

/** Whether a send brings files, which have to be read first. */
export function hasFiles(input: MessageInput): input is FilesInput {
  if (typeof input !== 'object' || input === null || isChatMessage(input)) return false
  return Number(input.files?.length) > 0
}

/** The same input with its files read into parts, images as images; an error where one cannot be sent. */
export async function withFiles(
  { text, parts = [], files }: FilesInput,
  limits: AttachmentLimits | undefined,
): Promise<MessageInput | TogetherError> {
  const read = await readFiles(files, limits)
  return isTogetherError(read) ? read : { text, parts: [...parts, ...read] }
}
