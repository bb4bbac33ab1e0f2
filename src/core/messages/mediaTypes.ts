/** Image types which Haystack accepts: those Pillow opens, with `image/jpg`. */
const imageMimeTypes: ReadonlySet<string> = new Set(
  (
    'application/pdf application/postscript image/apng image/avif image/bmp image/bufr image/gif image/grib image/hdf5 ' +
    'image/icns image/jp2 image/jpeg image/jpg image/mpo image/png image/sgi image/tiff image/vnd.adobe.photoshop ' +
    'image/vnd.microsoft.icon image/webp image/wmf image/x-dcx image/x-ft image/x-icon image/x-pcx ' +
    'image/x-portable-anymap image/x-tga image/xbm image/xpm image/x-sun-raster image/x-fits image/x-iff ' +
    'image/x-pict image/x-portable-bitmap image/x-portable-graymap image/x-portable-pixmap video/mpeg'
  ).split(' '),
)

/** Whether Haystack takes the type for an image (`application/pdf` and `video/mpeg` are among them, SVG is not). */
export function isImageMimeType(mimeType: string): boolean {
  return imageMimeTypes.has(mimeType)
}

/** Strict base64: the standard alphabet, right padding, no line breaks. The empty text is valid. Linear in its length. */
export function isBase64(text: string): boolean {
  return text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text)
}

/** First bytes of files, as hexadecimal digits (`..` matches any byte), with the type they show. */
const signatures: readonly (readonly [pattern: string, mimeType: string])[] = [
  ['89504e470d0a1a0a', 'image/png'],
  ['ffd8ff', 'image/jpeg'],
  ['474946383761', 'image/gif'],
  ['474946383961', 'image/gif'],
  ['52494646........57454250', 'image/webp'],
  ['52494646........57415645', 'audio/x-wav'],
  ['52494646........41564920', 'video/x-msvideo'],
  ['49492a00', 'image/tiff'],
  ['4d4d002a', 'image/tiff'],
  ['424d', 'image/bmp'],
  ['00000100', 'image/x-icon'],
  ['38425053', 'image/vnd.adobe.photoshop'],
  ['0000000c6a502020', 'image/jp2'],
  ['........6674797061766966', 'image/avif'],
  ['........6674797068656963', 'image/heic'],
  ['........66747970', 'video/mp4'],
  ['25504446', 'application/pdf'],
  ['1f8b08', 'application/gzip'],
  ['504b0304', 'application/zip'],
  ['494433', 'audio/mpeg'],
  ['fffb', 'audio/mpeg'],
  ['4f676753', 'audio/ogg'],
  ['664c6143', 'audio/x-flac'],
  ['1a45dfa3', 'video/webm'],
  ['7b5c727466', 'application/rtf'],
]

/** The MIME type which the first bytes of base64 data show, or null when they show none. */
export function guessMimeType(base64: string): string | null {
  const head = Array.from(atob(base64.slice(0, 32)), (char) => char.charCodeAt(0).toString(16).padStart(2, '0')).join(
    '',
  )
  for (const [pattern, mimeType] of signatures) if (new RegExp(`^${pattern}`).test(head)) return mimeType
  return null
}
