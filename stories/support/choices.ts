import {
  type Chat,
  type ChatExport,
  ChatMessage,
  createChat,
  createTogetherTransport,
  type MessageStatus,
} from '../../src/hooks/index.js'

/** A reply of an example. */
export interface ExampleReply {
  text: string
  model?: string
  tokens?: number
  status?: MessageStatus
  error?: { code: string; message: string; retryable?: boolean; retryAfterMs?: number }
  /** Replies of one request were made at the same time (ms since 1970). @default a time of its own */
  createdAt?: number
}

const askedAt = 1_780_000_000_000

/** When the replies of one request were made. */
export const together = askedAt + 1000

/** A question with these replies beside each other, the first of which is shown; their ids are `a0`, `a1`, … */
export function conversationOf(replies: readonly ExampleReply[]): ChatExport {
  const question = ChatMessage.fromUser('Which colour is the sky?')
  const common = { turnId: 'q', timing: null }
  return {
    format: 'together-react.chat',
    version: 1,
    id: 'example',
    head: 'a0',
    messages: [
      {
        ...common,
        id: 'q',
        parentId: null,
        status: 'complete',
        error: null,
        createdAt: askedAt,
        message: question.toDict(),
      },
      ...replies.map((reply, place) => ({
        ...common,
        id: `a${place}`,
        parentId: 'q',
        status: reply.status ?? 'complete',
        error: reply.error ?? null,
        createdAt: reply.createdAt ?? together + 1000 * (place + 1),
        message: messageOf(reply).toDict(),
      })),
    ],
    shown: [['q', 'a0']],
    toolCalls: [],
    ledger: [],
  }
}

/** A chat which holds such a conversation. */
export function chatWith(replies: readonly ExampleReply[]): Chat {
  const chat = createChat({ id: 'story', transport: createTogetherTransport() })
  chat.import(conversationOf(replies))
  return chat
}

function messageOf({ text, model = 'meta-llama/Llama-3.3-70B-Instruct-Turbo', tokens, error }: ExampleReply) {
  const usage = tokens === undefined ? null : { completion_tokens: tokens }
  return ChatMessage.fromAssistant(text, { meta: { model, index: 0, finish_reason: error ? null : 'stop', usage } })
}
