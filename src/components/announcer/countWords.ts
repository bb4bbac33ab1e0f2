/** Scripts which put no white space between words. */
const unspaced = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u

/** How many words a text has, in any script. */
export function countWords(text: string): number {
  const pieces = text.split(/\s+/).filter(Boolean)
  return pieces.reduce((sum, piece) => sum + (unspaced.test(piece) ? countUnspaced(piece) : 1), 0)
}

/** By sentences, since a segmenter takes much longer for a long text. Browsers without one count the sentences. */
function countUnspaced(piece: string): number {
  const sentences = piece.split(/\p{P}+/u).filter(Boolean)
  if (typeof Intl.Segmenter !== 'function') return sentences.length
  const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' })
  return sentences.flatMap((sentence) => [...segmenter.segment(sentence)].filter(({ isWordLike }) => isWordLike)).length
}
