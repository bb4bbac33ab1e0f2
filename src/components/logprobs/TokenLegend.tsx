'use client'

import type { ReactNode } from 'react'
import { useWords } from '../kit/KitContext.js'
import { confidences } from './confidenceOf.js'
import { englishLogprobs } from './strings.js'

/** What the marks mean. `hasUnknown`: some tokens came without a probability. */
export function TokenLegend({ hasUnknown }: { hasUnknown: boolean }): ReactNode {
  const strings = useWords(englishLogprobs)
  const shown = hasUnknown ? [...confidences, 'unknown' as const] : confidences
  return (
    <ul className="tg-token-legend" aria-label={strings.tokenLegend}>
      {shown.map((confidence) => (
        <li key={confidence}>
          <bdi className="tg-token" data-confidence={confidence}>
            {strings.tokenConfidence(confidence)}
          </bdi>
        </li>
      ))}
    </ul>
  )
}
