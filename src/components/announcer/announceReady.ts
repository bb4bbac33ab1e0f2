import { type Chat, readMeta, type ThreadMessage } from '../../store/index.js'
import { siblingIds } from '../../store/tree.js'
import { choiceNames } from '../choices/choiceNames.js'
import { choicesOf } from '../choices/choicesOf.js'
import { englishChoices } from '../choices/strings.js'
import { plainText } from '../markdown/plainText.js'
import type { ChatStrings } from '../strings/ChatStrings.js'
import type { AnnounceMode } from './Announcer.js'
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
  const choices = choicesBeside(chat, reply)
  const names = choiceNames(choices.map(readMeta), words)
  for (const [place, { error }] of choices.entries()) {
    if (!error || choices.length < 2) continue
    announcer.announce(words.errorText(error.code), 'assertive')
    announcer.announce(words.choiceOption(names[place] ?? '', [words.choiceState('error')]), 'assertive')
  }
  if (mode === 'off') return
  const answers = choices.filter(({ message }) => message.content.length > 0)
  if (answers.length > 1) announcer.announce(words.announceChoices(answers.length))
  const first = reply.error ? answers.find(({ error }) => !error) : reply
  if (!first) return
  const text = plainText(first.message.texts.join('\n\n'), words.announceCode)
  const isSummed = mode !== 'full' || text.length > longestRead || text === ''
  announcer.announce(isSummed ? words.announceReady(text.split(/\s+/).filter(Boolean).length) : text)
}

/** The replies of its request, itself included. */
function choicesBeside(chat: Chat, { id }: ThreadMessage): readonly ThreadMessage[] {
  const { tree } = chat.store.getState()
  const siblings = tree.nodes.has(id) ? siblingIds(tree, id).flatMap((each) => tree.nodes.get(each) ?? []) : []
  return choicesOf(siblings, id)
}
