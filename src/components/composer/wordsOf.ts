import type { ComposerProblem } from '../../hooks/composerDraft.js'
import { cleanText } from '../markdown/cleanText.js'
import type { ChatStrings } from '../strings/ChatStrings.js'

/** Why the last message was not sent, or a file not attached. */
export function wordsOf({ error, fileName }: ComposerProblem, strings: ChatStrings): string {
  const { code } = error
  if (code === 'busy') return strings.refused
  if (code === 'network') return strings.errorText(code)
  return strings.notAttached(cleanText(fileName ?? strings.file))
}
