import { confidenceOf } from './confidenceOf.js'
import type { TextToken } from './readTokens.js'

/**
 * Where a key leads from a token: left and right to its neighbours as they are read, up and down to the next one which
 * was unlikely, Home and End to the ends. Null for every other key, and where there is nowhere to go.
 */
export function nextToken(key: string, from: number, tokens: readonly TextToken[], isRtl: boolean): number | null {
  const to = targetOf(key, from, tokens, isRtl)
  return to >= 0 && to < tokens.length && to !== from ? to : null
}

function targetOf(key: string, from: number, tokens: readonly TextToken[], isRtl: boolean): number {
  switch (key) {
    case 'ArrowRight':
      return isRtl ? from - 1 : from + 1
    case 'ArrowLeft':
      return isRtl ? from + 1 : from - 1
    case 'ArrowDown':
      return tokens.findIndex((token, place) => place > from && isUnlikely(token))
    case 'ArrowUp':
      return tokens.findLastIndex((token, place) => place < from && isUnlikely(token))
    case 'Home':
      return 0
    case 'End':
      return tokens.length - 1
    default:
      return -1
  }
}

function isUnlikely({ logprob }: TextToken): boolean {
  const confidence = confidenceOf(logprob)
  return confidence === 'low' || confidence === 'very-low'
}
