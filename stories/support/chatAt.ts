import { type Chat, ChatMessage, createChat, createTogetherTransport } from '../../src/hooks/index.js'

/** A chat with a question and an answer at each of these times (ms since 1970). */
export function chatAt(times: readonly number[]): Chat {
  const chat = createChat({ id: 'story', transport: createTogetherTransport() })
  const dated = times.flatMap((createdAt, turn) => [
    { createdAt, turnId: `q${turn}`, id: `q${turn}`, message: ChatMessage.fromUser(`Question ${turn + 1}`) },
    { createdAt, turnId: `q${turn}`, id: `a${turn}`, message: ChatMessage.fromAssistant(`Answer ${turn + 1}`) },
  ])
  chat.import({
    format: 'together-react.chat',
    version: 1,
    id: 'example',
    head: dated.at(-1)?.id ?? null,
    messages: dated.map(({ message, ...rest }, place) => ({
      ...rest,
      parentId: dated[place - 1]?.id ?? null,
      status: 'complete',
      error: null,
      timing: null,
      message: message.toDict(),
    })),
    shown: [],
    toolCalls: [],
    ledger: [],
  })
  return chat
}
