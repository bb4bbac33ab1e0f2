import { isRecord } from './isRecord.js'

/** The most that Together AI counts for an image, whatever its bytes. */
const tokensOfImage = 4 * 1601

/** About how many tokens a body has: one for four bytes of text, and the most for each image. */
export function estimatePromptTokens(text: string, messages: unknown): number {
  const images = imagesOf(messages)
  const inline = images.filter((url) => /^data:/i.test(url)).reduce((size, url) => size + url.length, 0)
  const bytes = new TextEncoder().encode(text).byteLength - inline
  return Math.ceil(bytes / 4) + images.length * tokensOfImage
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
