import type { RequestRecord } from '../../store/index.js'
import { tokensIn, usageOfOne } from '../../store/usageOfOne.js'

/** How full the context is: `warning` above 80 %, `danger` above 95 %. */
export type ContextLevel = 'normal' | 'warning' | 'danger'

/** What the last request took of the model's context. */
export interface ContextFill {
  /** Prompt and completion of the last request which told its usage; of several models at once, those of the fullest. */
  readonly tokens: number
  readonly length: number
  /** From 0; above 1 where the length is not the model's. */
  readonly share: number
  readonly level: ContextLevel
}

/** Null where the length (in tokens) or the usage is not known. */
export function contextFillOf(records: readonly RequestRecord[], length: number | undefined): ContextFill | null {
  const tokens = tokensIn(records.map(({ usage }) => usageOfOne(usage)).findLast((usage) => usage !== null) ?? null)
  if (!length || !(length > 0) || tokens === 0) return null
  const share = tokens / length
  return { tokens, length, share, level: share > 0.95 ? 'danger' : share > 0.8 ? 'warning' : 'normal' }
}
