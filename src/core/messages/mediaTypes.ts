/** Image types which Haystack accepts: those Pillow opens, with `image/jpg`. */
const imageMimeTypes =
  /^(application\/(pdf|postscript)|video\/mpeg|image\/(apng|avif|bmp|bufr|gif|grib|hdf5|icns|jp2|jpe?g|mpo|png|sgi|tiff|webp|wmf|xbm|xpm|vnd\.adobe\.photoshop|vnd\.microsoft\.icon|x-(dcx|fits|ft|icon|iff|pcx|pict|portable-(any|bit|gray|pix)map|sun-raster|tga)))$/

/** Whether Haystack takes the type for an image (`application/pdf` and `video/mpeg` are among them, SVG is not). */
export function isImageMimeType(mimeType: string): boolean {
  return imageMimeTypes.test(mimeType)
}

/** Strict base64: the standard alphabet, right padding, no line breaks. The empty text is valid. Linear in its length. */
export function isBase64(text: string): boolean {
  return text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text)
}

/** First bytes of files, as base64 writes them, with the type they show. */
const signatures: readonly (readonly [pattern: RegExp, mimeType: string])[] = [
  [/^iVBORw0KGg[o-r]/, 'image/png'],
  [/^\/9j\//, 'image/jpeg'],
  [/^R0lGO[A-P]/, 'image/gif'],
  [/^UklGR[g-v].{4}[BFJNRVZdhlptx159]XRUJQ/, 'image/webp'],
  [/^(SUkqA[A-P]|TU0AK[g-v])/, 'image/tiff'],
  [/^Qk[0-3]/, 'image/bmp'],
  [/^AAABA[A-P]/, 'image/x-icon'],
  [/^.{5}[GWm2]Z0eXBhdmlm/, 'image/avif'],
  [/^JVBER[g-v]/, 'application/pdf'],
  [/^UEsDB[A-P]/, 'application/zip'],
]

/** The MIME type which the first bytes of base64 data show, or null when they show none. */
export function guessMimeType(base64: string): string | null {
  return signatures.find(([pattern]) => pattern.test(base64))?.[1] ?? null
}
