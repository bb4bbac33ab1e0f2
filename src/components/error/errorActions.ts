import type { TogetherErrorCode } from '../../core/index.js'

/** What a reader can do about an error besides dismissing it. */
export interface ErrorActions {
  readonly canRetry: boolean
  readonly canEdit: boolean
}

// The message itself is what was refused: sent again as it is, it fails again.
const mendable: readonly TogetherErrorCode[] = ['context-length', 'too-large', 'bad-request', 'invalid-message']
// Only the page's developer can help.
const hopeless: readonly TogetherErrorCode[] = [
  'browser-key',
  'missing-key',
  'serialization',
  'invalid-argument',
  'busy',
]

export function errorActions(code: TogetherErrorCode): ErrorActions {
  const canEdit = mendable.includes(code)
  return { canRetry: !canEdit && !hopeless.includes(code), canEdit }
}
