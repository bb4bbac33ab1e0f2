import { refuse, TogetherError, toTogetherError } from '../http/TogetherError.js'
import type { FileContent, ImageContent } from './contentParts.js'
import { kindOf } from './kindOf.js'
import { filePart, imagePart } from './normaliseParts.js'
import { readDataUrl } from './readDataUrl.js'

/** How an image is read, and how the model looks at it. */
export interface ImageOptions {
  /** How closely the model looks, where it knows the word: `auto`, `low`, `high`. @default null */
  detail?: string | null | undefined
  /** For URLs. @default globalThis.fetch */
  fetch?: ((url: string) => Promise<Response>) | undefined
}

/**
 * An image for a message, from a `File`, a `Blob`, a `data:` URL or a URL, which is fetched. Throws `invalid-message`
 * for what is no image, `network` when the URL cannot be loaded.
 */
export async function imageFrom(source: Blob | string | URL, options: ImageOptions = {}): Promise<ImageContent> {
  const { base64, mimeType } = await read(source, options.fetch)
  return imagePart({ base64Image: base64, mimeType, detail: options.detail ?? null })
}

/** A file for a message, from a `File`, a `Blob`, a `data:` URL or a URL, which is fetched. */
export async function fileFrom(
  source: Blob | string | URL,
  options: { filename?: string | null | undefined; fetch?: ImageOptions['fetch'] } = {},
): Promise<FileContent> {
  const { base64, mimeType } = await read(source, options.fetch)
  const filename = options.filename ?? (source instanceof Blob && 'name' in source ? String(source.name) : null)
  return filePart({ base64Data: base64, mimeType, filename })
}

async function read(source: Blob | string | URL, fetch: ImageOptions['fetch']) {
  if (source instanceof Blob) return { base64: toBase64(await source.arrayBuffer()), mimeType: knownType(source.type) }
  const url = String(source)
  if (typeof source !== 'string' && !(source instanceof URL))
    refuse(`An image or file comes from a Blob or a URL, got ${kindOf(source)}.`, 'invalid-message')
  return readDataUrl(url) ?? load(url, fetch ?? ((address) => globalThis.fetch(address)))
}

async function load(url: string, fetch: NonNullable<ImageOptions['fetch']>) {
  try {
    const response = await fetch(url)
    if (!response.ok)
      throw new TogetherError({
        code: 'network',
        status: response.status,
        message: `${response.status} for an image or file.`,
      })
    const mimeType = knownType(response.headers.get('content-type')?.split(';')[0])
    return { base64: toBase64(await response.arrayBuffer()), mimeType }
  } catch (cause) {
    throw toTogetherError(cause, 'network', 'An image or file could not be loaded from its URL.')
  }
}

/** In pieces: a call with every byte as an argument would overflow the stack. */
function toBase64(buffer: ArrayBuffer): string {
  const bytes = new Uint8Array(buffer)
  let binary = ''
  for (let at = 0; at < bytes.length; at += 0x8000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000))
  return btoa(binary)
}

/** A type which says something; without one the bytes are looked at. */
function knownType(type: string | undefined): string | null {
  return type && type !== 'application/octet-stream' ? type : null
}
