import type { ComposerProblem } from '../../hooks/composerDraft.js'
import { cleanText } from '../markdown/cleanText.js'
import type { ChatStrings } from '../strings/ChatStrings.js'

/** Why the last message was not sent, or a file not attached. */
export function wordsOf({ error, fileName }: ComposerProblem, strings: ChatStrings): string {
  return error.code === 'busy' ? strings.refused : strings.notAttached(cleanText(fileName ?? strings.file))
}
