import { type ChatMessage, isChatMessage, isTogetherError, TogetherError, type UserPart } from '../core/index.js'
import type { MessageInput } from './types.js'

type FilesInput = Exclude<MessageInput, string | ChatMessage> & { readonly files: readonly Blob[] }

/** Whether a send brings files, which have to be read first. */
export function hasFiles(input: MessageInput): input is FilesInput {
  if (typeof input !== 'object' || input === null || isChatMessage(input)) return false
  return Number(input.files?.length) > 0
}

/** The same input with its files read into parts, images as images; an error where one cannot be read. */
export async function withFiles({ text, parts = [], files }: FilesInput): Promise<MessageInput | TogetherError> {
  try {
    const { fileFrom, imageFrom } = await import('../core/messages/fromFile.js')
    const read = (file: Blob): Promise<UserPart> => (file.type.startsWith('image/') ? imageFrom(file) : fileFrom(file))
    return { text, parts: [...parts, ...(await Promise.all(files.map(read)))] }
  } catch (cause) {
    if (isTogetherError(cause)) return cause
    return new TogetherError({ code: 'invalid-message', message: 'A file could not be read.', cause })
  }
}
