'use client'

import type { ReactNode } from 'react'
import { useWords } from '../kit/KitContext.js'
import type { ContextFill } from './contextFillOf.js'
import { englishUsage } from './strings.js'

/** How full the model's context is, as a bar. The line below says it in words. */
export function ContextMeter({ fill: { tokens, length, share, level } }: { fill: ContextFill }): ReactNode {
  const strings = useWords(englishUsage)
  return (
    // biome-ignore lint/a11y/useSemanticElements: a meter element cannot be dressed alike in all browsers
    <div
      className="tg-usage-meter"
      role="meter"
      aria-label={strings.usageContextLabel}
      aria-valuemin={0}
      aria-valuemax={length}
      aria-valuenow={Math.min(tokens, length)}
      aria-valuetext={strings.usageContextValue(tokens, length, level)}
      data-level={level}
    >
      <div className="tg-usage-fill" style={{ inlineSize: `${Math.min(100, share * 100)}%` }} />
    </div>
  )
}
