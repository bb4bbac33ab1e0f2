const dataUrl = /^data:([^;,]*)(?:;[^,]*)?;base64,(.*)$/s

/** The type and the base64 of a `data:` URL; null for anything else. */
export function readDataUrl(url: unknown): { mimeType: string | null; base64: string } | null {
  const [, mimeType, base64] = typeof url === 'string' ? (dataUrl.exec(url) ?? []) : []
  return base64 === undefined ? null : { mimeType: mimeType || null, base64 }
}
