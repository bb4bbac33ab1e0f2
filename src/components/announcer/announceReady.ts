import type { Chat, ThreadMessage } from '../../store/index.js'
import { siblingIds } from '../../store/tree.js'
import { choicesOf } from '../choices/choicesOf.js'
import { englishChoices } from '../choices/strings.js'
import { plainText } from '../markdown/plainText.js'
import type { ChatStrings } from '../strings/ChatStrings.js'
import type { AnnounceMode } from './Announcer.js'
import type { Announcer } from './createAnnouncer.js'

/** A reply above this length (characters) is not read out, only said to be there. */
const longestRead = 500

/** Announces a reply which is there: of how many it is the first, and its text or how long that is. */
export function announceReady(
  chat: Chat,
  announcer: Announcer,
  reply: ThreadMessage,
  strings: ChatStrings,
  mode: AnnounceMode,
): void {
  const words = { ...englishChoices, ...strings }
  const count = countChoices(chat, reply.id)
  if (count > 1) announcer.announce(words.announceChoices(count))
  const text = plainText(reply.message.texts.join('\n\n'), words.announceCode)
  const isSummed = mode !== 'full' || text.length > longestRead || text === ''
  announcer.announce(isSummed ? words.announceReady(text.split(/\s+/).filter(Boolean).length) : text)
}

/** How many replies of its request have something to say. */
function countChoices(chat: Chat, id: string): number {
  const { tree } = chat.store.getState()
  const siblings = tree.nodes.has(id) ? siblingIds(tree, id).flatMap((each) => tree.nodes.get(each) ?? []) : []
  return choicesOf(siblings, id).filter(({ message }) => message.content.length > 0).length
}
