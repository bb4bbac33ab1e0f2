import { refuse, toTogetherError } from '../core/http/TogetherError.js'
import { type FileContent, fileFrom, type ImageContent, imageFrom } from '../core/index.js'
import type { AttachmentLimits } from './types.js'

const mebi = 1024 * 1024
/** What models read as they are; a browser makes one of these from what else it can show. */
const wireTypes = ['image/png', 'image/jpeg', 'image/webp', 'image/gif']

/** A file as a part of a message. */
export type Attachment = ImageContent | FileContent

interface Bounds {
  maxFileBytes: number
  maxImageSide: number
}

/**
 * Files of an input, a paste or a drop as parts of a message. Images are scaled down in the browser, so that a photo of
 * 12 MB costs neither the upload nor the tokens. `before` is how many the message has. Throws `too-large` and `invalid-message`, naming the file.
 */
export async function attachmentsFrom(
  files: readonly Blob[],
  limits: AttachmentLimits = {},
  before = 0,
): Promise<Attachment[]> {
  const { maxFiles = 10, maxFileBytes = 5 * mebi, maxImageSide = 1568 } = limits
  const list = Array.from(files) // a browser's own list has no map
  const count = before + list.length
  if (count > maxFiles) refuse(`${count} files are too many: ${maxFiles} can be sent.`, 'too-large')
  return Promise.all(list.map((file) => partFrom(file, { maxFileBytes, maxImageSide }))).catch((cause) => {
    throw toTogetherError(cause, 'invalid-message', 'A file could not be read.')
  })
}

async function partFrom(file: Blob, bounds: Bounds): Promise<Attachment> {
  const isImage = file.type.startsWith('image/')
  const sent = isImage ? await readyImage(file, bounds) : file
  if (sent.size === 0) refuse(`${nameOf(file)} is empty.`, 'invalid-message')
  if (sent.size > bounds.maxFileBytes) {
    const mebibytes = (bytes: number) => `${(bytes / mebi).toFixed(1)} MiB`
    refuse(`${nameOf(file)} has ${mebibytes(sent.size)}; ${mebibytes(bounds.maxFileBytes)} can be sent.`, 'too-large')
  }
  return isImage ? imageFrom(sent) : fileFrom(sent, 'name' in file ? { filename: String(file.name) } : {})
}

/** An image as a model takes it: small enough, and of a type which it reads. */
async function readyImage(file: Blob, { maxImageSide, maxFileBytes }: Bounds): Promise<Blob> {
  const isKnown = wireTypes.includes(file.type)
  const bitmap = await decoded(file)
  if (!bitmap) return isKnown ? file : refuse(`${nameOf(file)} cannot be read as an image here.`, 'invalid-message')
  const side = Math.max(bitmap.width, bitmap.height)
  try {
    if (isKnown && side <= maxImageSide && file.size <= maxFileBytes) return file
    const scale = Math.min(1, maxImageSide / side)
    const type = file.type === 'image/png' || file.type === 'image/webp' ? file.type : 'image/jpeg'
    const scaled = await drawn(bitmap, scale, type)
    return scaled.size <= maxFileBytes ? scaled : await drawn(bitmap, scale, 'image/jpeg')
  } finally {
    bitmap.close()
  }
}

/** Null where there is no browser, or the browser cannot read it. */
async function decoded(file: Blob): Promise<ImageBitmap | null> {
  if (typeof createImageBitmap !== 'function') return null
  return createImageBitmap(file).catch(() => null)
}

async function drawn(bitmap: ImageBitmap, scale: number, type: string): Promise<Blob> {
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(bitmap.width * scale))
  canvas.height = Math.max(1, Math.round(bitmap.height * scale))
  const context = canvas.getContext('2d')
  if (context && type === 'image/jpeg') {
    context.fillStyle = 'white' // JPEG has no transparency: black would show through
    context.fillRect(0, 0, canvas.width, canvas.height)
  }
  context?.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, type, 0.85))
  return blob ?? refuse('The image could not be scaled down.', 'invalid-message')
}

function nameOf(file: Blob): string {
  return 'name' in file ? String(file.name) : 'The file'
}
