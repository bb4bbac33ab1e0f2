import { type Chat, type ChatState, type MessageStatus, readMeta, type ThreadMessage } from '../../store/index.js'
import { choiceNames } from '../choices/choiceNames.js'
import { choicesBeside } from '../choices/choicesBeside.js'
import { englishChoices } from '../choices/strings.js'
import { errorWords } from '../error/errorWords.js'
import { plainText } from '../markdown/plainText.js'
import type { ChatStrings } from '../strings/ChatStrings.js'
import type { AnnounceMode } from './Announcer.js'
import { countWords } from './countWords.js'
import type { Announce } from './createAnnouncer.js'
import { longestRead } from './longestRead.js'

/**
 * Announces a reply which is there: of how many it is the first, and its text or how long that is. Of several which one
 * request made, it tells which of them failed, and reads the first that did not. One of them which was tried again is
 * the only news; where another one is picked, it is named, and not read.
 */
export function announceReady(
  chat: Chat,
  announcer: Announce,
  reply: ThreadMessage,
  strings: ChatStrings,
  mode: AnnounceMode,
): void {
  const words = { ...englishChoices, ...strings }
  const state = chat.store.getState()
  const all = choicesBeside(state, reply.id)
  const choices = all.filter(({ timing }) => timing?.startedAt === reply.timing?.startedAt)
  const names = choiceNames(all.map(readMeta), words)
  const told = (choice: ThreadMessage, fact: string) => words.choiceOption(names[all.indexOf(choice)] ?? '', [fact])
  for (const choice of choices) {
    if (!choice.error || all.length < 2) continue
    announcer.announce(errorWords(choice, words), 'assertive')
    const status = choice.status as Exclude<MessageStatus, 'complete'> // what failed is not complete
    announcer.announce(told(choice, words.choiceState(status)), 'assertive')
  }
  if (mode === 'off') return
  const answers = choices.filter(({ message }) => message.content.length > 0)
  if (answers.length > 1) announcer.announce(words.announceChoices(answers.length))
  const [behind] = choices.filter(({ id }) => choices.length < all.length && !state.tree.path.includes(id))
  const shown = behind ? undefined : shownOf(state, reply, choices)
  if (!shown && reply.error) return
  const text = plainText((shown ?? reply).message.texts.join('\n\n'), words.announceCode)
  const isRead = shown && mode === 'full' && text !== '' && text.length <= longestRead
  const ready = words.announceReady(countWords(text))
  announcer.announce(behind ? told(behind, ready) : isRead ? text : ready)
}

/** What the reader sees of a run: the picked one of its choices, the first without a fault, or what was picked before. */
function shownOf(
  { tree }: ChatState,
  { turnId }: ThreadMessage,
  choices: readonly ThreadMessage[],
): ThreadMessage | undefined {
  const isOnPath = ({ id }: ThreadMessage) => tree.path.includes(id)
  const intact = choices.filter(({ error }) => !error)
  if (choices.some(isOnPath)) return intact.find(isOnPath) ?? intact.find(({ message }) => message.content.length > 0)
  const head = tree.messages.at(-1)
  return head?.turnId === turnId && !head.error ? head : undefined
}
