import type { Confidence } from './confidenceOf.js'

/** The words of `LogprobText`. Probabilities are from 0 to 1. */
export interface LogprobStrings {
  /** Names the text whose tokens can be reached one by one. */
  readonly tokenText: string
  /** Stands where a token's facts will be. */
  readonly tokenHint: string
  readonly tokenLegend: string
  readonly tokenConfidence: (confidence: Confidence) => string
  /** Null where the server sent none. */
  readonly tokenProbability: (probability: number | null) => string
  readonly tokenAlternatives: string
  /** In place of a token which has nothing to show. */
  readonly tokenInvisible: string
}

export const englishLogprobs: LogprobStrings = {
  tokenText: 'Text, token by token',
  tokenHint: 'Point at a token, or go to it with the arrow keys: up and down find the unlikely ones.',
  tokenLegend: 'How likely each token was',
  tokenConfidence: (confidence) => confidences[confidence],
  tokenProbability: (probability) => (probability === null ? 'Probability not known' : percent(probability)),
  tokenAlternatives: 'Other candidates',
  tokenInvisible: 'nothing visible',
}

const confidences: Readonly<Record<Confidence, string>> = {
  high: '90 % or more',
  medium: '60 to 90 %',
  low: '30 to 60 %',
  'very-low': 'under 30 %',
  unknown: 'not known',
}

/** under 0.1 %, 3.4 %, 43 %, 99.7 %, over 99.9 % */
function percent(probability: number): string {
  if (probability < 0.001) return 'under 0.1 %'
  if (probability > 0.999) return 'over 99.9 %'
  const digits = probability < 0.1 || probability > 0.99 ? 1 : 0
  return `${(probability * 100).toLocaleString('en', { maximumFractionDigits: digits })} %`
}
