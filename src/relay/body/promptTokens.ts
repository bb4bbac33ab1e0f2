import { isRecord } from '../../core/isRecord.js'

/** The most that Together AI counts for an image, whatever its bytes. */
const tokensOfImage = 4 * 1601

/** The most tokens a body can have: one for each byte of its text, since no token has less, and the most for an image. */
export function mostPromptTokens(text: string, messages: unknown): number {
  const images = imagesOf(messages)
  const inline = images.filter((url) => /^data:/i.test(url)).reduce((size, url) => size + url.length, 0)
  const bytes = new TextEncoder().encode(text).byteLength - inline
  return bytes + images.length * tokensOfImage
}

function imagesOf(messages: unknown): string[] {
  if (!Array.isArray(messages)) return []
  const parts = messages.flatMap(({ content }) => (Array.isArray(content) ? content : []))
  return parts.flatMap((part) => {
    const image = isRecord(part) && part.type === 'image_url' ? part.image_url : undefined
    const url = isRecord(image) ? image.url : image
    return typeof url === 'string' ? [url] : []
  })
}
