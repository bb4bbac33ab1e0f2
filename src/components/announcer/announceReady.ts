import { type Chat, readMeta, type ThreadMessage } from '../../store/index.js'
import { choiceNames } from '../choices/choiceNames.js'
import { choicesBeside } from '../choices/choicesBeside.js'
import { englishChoices } from '../choices/strings.js'
import { plainText } from '../markdown/plainText.js'
import type { ChatStrings } from '../strings/ChatStrings.js'
import type { AnnounceMode } from './Announcer.js'
import { countWords } from './countWords.js'
import type { Announcer } from './createAnnouncer.js'

/** A reply above this length (characters) is not read out, only said to be there. */
const longestRead = 500

/**
 * Announces a reply which is there: of how many it is the first, and its text or how long that is. Of several which one
 * request made, it tells which of them failed, and reads the first that did not.
 */
export function announceReady(
  chat: Chat,
  announcer: Announcer,
  reply: ThreadMessage,
  strings: ChatStrings,
  mode: AnnounceMode,
): void {
  const words = { ...englishChoices, ...strings }
  const choices = choicesBeside(chat.store.getState(), reply.id)
  const names = choiceNames(choices.map(readMeta), words)
  for (const [place, { error }] of choices.entries()) {
    if (!error || choices.length < 2) continue
    announcer.announce(words.errorText(error.code), 'assertive')
    announcer.announce(words.choiceOption(names[place] ?? '', [words.choiceState('error')]), 'assertive')
  }
  if (mode === 'off') return
  const answers = choices.filter(({ message }) => message.content.length > 0)
  if (answers.length > 1) announcer.announce(words.announceChoices(answers.length))
  const shown = shownOf(chat, reply, choices)
  if (!shown && reply.error) return
  const text = plainText((shown ?? reply).message.texts.join('\n\n'), words.announceCode)
  const isRead = shown && mode === 'full' && text !== '' && text.length <= longestRead
  announcer.announce(isRead ? text : words.announceReady(countWords(text)))
}

/** What the reader sees of a run: the picked one of its choices, the first without a fault, or what was picked before. */
function shownOf(chat: Chat, { turnId }: ThreadMessage, choices: readonly ThreadMessage[]): ThreadMessage | undefined {
  const path = chat.store.getState().tree.messages
  const isOnPath = (choice: ThreadMessage) => path.some(({ id }) => id === choice.id)
  const intact = choices.filter(({ error }) => !error)
  if (choices.some(isOnPath)) return intact.find(isOnPath) ?? intact.find(({ message }) => message.content.length > 0)
  const head = path.at(-1)
  return head?.turnId === turnId && !head.error ? head : undefined
}
