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

/** First bytes of files, as hexadecimal digits (`.` matches any), with the type they show. */
const signatures: Readonly<Record<string, string>> = {
  '89504e470d0a1a0a': 'image/png',
  ffd8ff: 'image/jpeg',
  '47494638': 'image/gif',
  '52494646.{8}57454250': 'image/webp',
  '49492a00|4d4d002a': 'image/tiff',
  '424d': 'image/bmp',
  '00000100': 'image/x-icon',
  '.{8}6674797061766966': 'image/avif',
  '25504446': 'application/pdf',
  '504b0304': 'application/zip',
}

/** The MIME type which the first bytes of base64 data show, or null when they show none. */
export function guessMimeType(base64: string): string | null {
  const head = Array.from(atob(base64.slice(0, 32)), (char) => char.charCodeAt(0).toString(16).padStart(2, '0')).join(
    '',
  )
  return Object.entries(signatures).find(([pattern]) => new RegExp(`^(${pattern})`).test(head))?.[1] ?? null
}
