/** In steps which can be told apart: from 90 %, from 60 %, from 30 %, below; `unknown` where no probability was sent. */
export type Confidence = 'high' | 'medium' | 'low' | 'very-low' | 'unknown'

/** Those which are drawn apart, the likeliest first. */
export const confidences: readonly Confidence[] = ['high', 'medium', 'low', 'very-low']

/** How sure the model was of a token, by the natural logarithm of its probability. */
export function confidenceOf(logprob: number | null): Confidence {
  if (logprob === null) return 'unknown'
  if (logprob >= Math.log(0.9)) return 'high'
  if (logprob >= Math.log(0.6)) return 'medium'
  return logprob >= Math.log(0.3) ? 'low' : 'very-low'
}
