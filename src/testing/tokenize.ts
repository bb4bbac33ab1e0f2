const longestPiece = 8

// A flag, a line break, or one character with everything that belongs to it: marks, skin tones, ZWJ partners.
// Intl.Segmenter would do, but Firefox 115 has none.
const clusterPattern = /\p{RI}\p{RI}|\r\n|.(?:[\p{M}\p{EMod}\u{E0020}-\u{E007F}]|\u200D.)*/gsu

type ClusterKind = 'space' | 'break' | 'word' | 'ideograph' | 'sign'

/** Cuts a text into pieces of up to about eight characters, as a model streams them; no character is ever split. */
export function tokenize(text: string): string[] {
  const tokens: string[] = []
  let current = ''
  let kind: ClusterKind | null = null
  for (const cluster of text.match(clusterPattern) ?? []) {
    const next = kindOf(cluster)
    if (kind !== null && belongs(current, kind, cluster, next)) current += cluster
    else {
      if (current) tokens.push(current)
      current = cluster
    }
    kind = next
  }
  if (current) tokens.push(current)
  return tokens
}

function kindOf(cluster: string): ClusterKind {
  if (cluster === ' ' || cluster === '\t') return 'space'
  if (cluster === '\n' || cluster === '\r\n') return 'break'
  if (/^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(cluster)) return 'ideograph'
  return /^[\p{L}\p{N}]/u.test(cluster) ? 'word' : 'sign'
}

function belongs(current: string, kind: ClusterKind, cluster: string, next: ClusterKind): boolean {
  if (current.length + cluster.length > longestPiece) return false
  if (kind === 'space') return next === 'space' || current === ' '
  if (kind === 'break') return next === 'break' || next === 'space'
  if (kind === 'ideograph') return next === 'ideograph' && current.length < 2
  if (kind === 'sign') return next === 'sign' && current.length < 4
  return next === 'word'
}
