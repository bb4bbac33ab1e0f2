/** Joins what is read aloud one after the other: a full stop between two, unless the first ends with a mark of its own. */
export function joinSentences(texts: readonly string[]): string {
  return texts.join('. ').replace(/([.:!?…؟۔।。！？])\. /g, '$1 ')
}
