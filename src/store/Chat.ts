import type { StoreApi } from 'zustand/vanilla'
import type { ChatMessage } from '../core/index.js'
import type { ChatExport } from './exportChat.js'
import type { UsageSum } from './ledger.js'
import type {
  AttachmentLimits,
  CallOptions,
  ChatCallbacks,
  ChatOptions,
  ChatState,
  MessageInput,
  Prices,
  ThreadMessage,
} from './types.js'
import type { ChatView } from './view.js'

/** One conversation. What a server or a network does is never thrown: see the messages' `status` and `error`. */
export interface Chat {
  readonly id: string
  readonly store: StoreApi<ChatState>
  /** What people see of the present state. */
  view(): ChatView
  /** Changes options for the requests to come. */
  configure(options: Partial<ChatOptions>): void
  /** Adds functions which are told what happens; returns their removal. */
  addCallbacks(callbacks: () => ChatCallbacks): () => void
  /** Sends a message. Resolves with the turn's last reply in its final state; never rejects. While busy it waits its turn. */
  sendMessage(input: MessageInput, call?: CallOptions): Promise<ThreadMessage>
  /** The bounds of what may be attached to a message. */
  attachmentLimits(): AttachmentLimits | undefined
  /** Ends the run under way; the text so far stays, open tool calls are aborted. What waits in the queue is sent next. */
  stop(): void
  /** Asks the chat's model again for the answer of a turn, by default the last; the old one stays beside it. A greeting is none. */
  regenerate(target?: { messageId?: string | undefined }, call?: CallOptions): Promise<ThreadMessage>
  /** Writes a user's message anew and asks again; the old turn stays beside it. */
  editMessage(id: string, input: MessageInput, call?: CallOptions): Promise<ThreadMessage>
  /**
   * Sends a failed request again, by default the last, to its own model: no user's message is doubled, no tool run twice.
   * A reply which nothing follows takes its own place among those of a comparison.
   */
  retry(id?: string, call?: CallOptions): Promise<ThreadMessage>
  /** Goes on with a reply which was interrupted or stopped, by default the last, and with its model: its text stays and grows. */
  continueMessage(id?: string, call?: CallOptions): Promise<ThreadMessage>
  /** Takes a message out with everything below it. */
  deleteMessage(id: string): void
  siblings(id: string): { ids: string[]; index: number }
  /** Shows another sibling, with the tail which was visible below it. */
  selectSibling(id: string): void
  /** Takes a waiting message out of the queue; its send resolves with a message of status `stopped`. */
  removeQueued(id: string): void
  /** The application's answer to a tool call. The first one counts. Throws `invalid-argument` for an unknown key. */
  addToolResult(answer: { key: string; result: unknown; error?: boolean | undefined }): void
  /** Lets a call which waits for approval run; with `always` every later call of its tool in this conversation too. */
  approveToolCall(key: string, options?: { always?: boolean | undefined }): void
  /** Refuses a call which waits; the model is told, with the reason. */
  rejectToolCall(key: string, reason?: string): void
  /** What the conversation used so far, or one turn of it. */
  usageOf(turnId?: string): UsageSum
  /** The prices which it was given. */
  readonly prices: Prices | undefined
  setMessages(messages: readonly (ChatMessage | object)[]): void
  /**
   * Puts earlier messages before the first ones, as an application does that loads its history page by page. What is
   * there keeps its ids, and what runs goes on.
   */
  prependMessages(messages: readonly (ChatMessage | object)[]): void
  clear(): void
  /** Dismisses a message's error, by default the head's; a last reply without a word goes with it. */
  clearError(id?: string): void
  /** The whole conversation, hidden branches included, as plain JSON-safe data. What runs is exported as interrupted. */
  export(): ChatExport
  /** Replaces the conversation by an exported one. Throws `serialization` for what is none, or of a newer version. */
  import(data: ChatExport): void
}
