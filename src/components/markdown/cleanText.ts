// Unicode TR36 (deceiving text) and TR39: characters which hide or turn what stands beside them.

// Controls other than tab and line ends, and the bidirectional embeddings, overrides and isolates.
const controls = /(?![\t\n\r])\p{Cc}|[\u202A-\u202E\u2066-\u2069]/gu
// Tag characters, but for the flags which are made of them (England, Scotland, Wales, Texas, …).
const tags = /(\u{1F3F4}[\u{E0020}-\u{E007E}]{2,6}\u{E007F})|[\u{E0000}-\u{E007F}]/gu
// Variation selectors of the supplement: one after a Han character is writing, everything else carries hidden bytes.
const selector = '[\\u{E0100}-\\u{E01EF}]'
const selectors = new RegExp(`(\\p{Script=Han}${selector})${selector}*|${selector}+`, 'gu')
const suspicious = new RegExp(`${controls.source}|[\\u{E0000}-\\u{E007F}]|${selector}`, 'u')

/**
 * The one place which decides what characters of a model, a tool or a server are shown: invisible and deceiving ones
 * are taken out. Emoji, joined ones and flags too, and right-to-left text stay as they are. Linear.
 */
export function cleanText(text: string): string {
  if (!suspicious.test(text)) return text
  return text.replace(controls, '').replace(tags, '$1').replace(selectors, '$1')
}
