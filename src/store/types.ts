import type {
  AnyTool,
  ChatMessage,
  GenerationKwargs,
  ModelPricing,
  RetryEvent,
  StandardSchema,
  StreamingChunk,
  TogetherError,
  Tools,
  Usage,
  UserPart,
} from '../core/index.js'

/** What became of a message. Only what the server said was finished is `complete`. */
export type MessageStatus = 'pending' | 'streaming' | 'complete' | 'stopped' | 'interrupted' | 'error'

/** When a reply was asked for, began and ended: milliseconds since 1970, by the page's monotonic clock. */
export interface MessageTiming {
  readonly startedAt: number
  /** The first token, reasoning included; null until it came. */
  readonly firstTokenAt: number | null
  readonly finishedAt: number | null
  /** Events with something in them, so that a speed can be shown before the usage is known. */
  readonly chunks: number
  /** Requests which were sent for this reply, the retried ones included; known once it has ended. */
  readonly attempts?: number | undefined
}

/** A message in a conversation. It is never changed: an update makes a new one with the same `id`. */
export interface ThreadMessage {
  /** Fixed at creation, never swapped for an id of the server. */
  readonly id: string
  readonly parentId: string | null
  /** The id of the user message which the turn began with. */
  readonly turnId: string
  readonly message: ChatMessage
  readonly status: MessageStatus
  readonly error: TogetherError | null
  readonly createdAt: number
  readonly timing: MessageTiming | null
  /** The model which was named for this reply alone; undefined where it is the conversation's own, as that is now. */
  readonly model?: string | undefined
  /** With a Standard Schema as `responseFormat`: the validated value of a complete reply. */
  readonly object?: unknown
}

/** A user message with everything that answers it, as far as it is visible. */
export interface Turn {
  readonly id: string
  readonly messages: readonly ThreadMessage[]
}

/** Where a tool call is: it arrives, is ready, waits for approval, runs, or has one of five ends. */
export type ToolCallStatus =
  | 'streaming'
  | 'ready'
  | 'awaiting-approval'
  | 'running'
  | 'done'
  | 'failed'
  | 'rejected'
  | 'invalid'
  | 'aborted'

/** A tool call of the thread. `key` is ours: ids from the wire repeat or are missing. */
export interface ToolCallState {
  readonly key: string
  readonly messageId: string
  /** From the wire; made up once the call is complete where the wire sent none or one twice. */
  readonly id: string
  readonly name: string
  /** JSON text as it arrives. */
  readonly argumentsText: string
  /** The parsed arguments; undefined until they are valid. */
  readonly arguments: unknown
  readonly status: ToolCallStatus
  /** What the tool gave: a text, plain JSON, or content parts; undefined until it did. */
  readonly result: unknown
  readonly error: string | null
  readonly startedAt: number | null
  readonly finishedAt: number | null
}

/** What the run is doing. See the table in runPhases.ts. */
export type RunPhase =
  | 'idle'
  | 'sending'
  | 'retry-wait'
  | 'streaming'
  | 'running-tools'
  | 'awaiting-approval'
  | 'stopping'

/** What the run under way is doing, and in which attempt. */
export interface RunState {
  readonly phase: RunPhase
  /** The attempt under way, from 1; 0 when idle. */
  readonly attempt: number
  /** When the next attempt is made (ms since 1970) while waiting for it, else null. */
  readonly retryAt: number | null
}

/** The four words which users of the AI SDK know. */
export type ChatStatus = 'ready' | 'submitted' | 'streaming' | 'error'

/** What a send takes: a text, a message, or a text with files. */
export type MessageInput =
  | string
  | ChatMessage
  | {
      readonly text?: string | undefined
      readonly parts?: readonly UserPart[] | undefined
      /** Files of an input or a drop; images become images. */
      readonly files?: readonly Blob[] | undefined
    }

/** A message which waits for the run under way. */
export interface QueuedMessage {
  readonly id: string
  readonly message: ChatMessage
}

/** A request to a backend. */
export interface TransportRequest {
  readonly messages: readonly ChatMessage[]
  readonly model: string | undefined
  readonly generationKwargs: GenerationKwargs
  readonly tools: readonly AnyTool[]
  readonly toolsStrict: boolean
  /** Sends what the model thought in earlier replies back to it. */
  readonly sendReasoning: boolean
  /** Whether it goes on with a turn, after tools or with a reply which broke off, rather than answers a question. */
  readonly continuesTurn?: boolean | undefined
  readonly signal: AbortSignal
  /** To be called before a failed attempt is made again, so that the wait can be shown. */
  readonly onRetry: (event: RetryEvent) => void
}

/** The way to a model: the relay by default, a backend of one's own otherwise. Its loop ends the reply. */
export interface ChatTransport {
  stream(request: TransportRequest): AsyncIterable<StreamingChunk>
}

/** What a single call may change. */
export interface CallOptions {
  readonly model?: string | undefined
  readonly generationKwargs?: GenerationKwargs | undefined
  readonly tools?: Tools | false | undefined
  readonly toolsStrict?: boolean | undefined
}

/** A turn's last reply in its final state. */
export interface FinishEvent {
  readonly message: ThreadMessage
  /** As the server sent it; null when it sent none. */
  readonly finishReason: string | null
}

/** Functions which are told what happens. What they throw is reported once and changes nothing. */
export interface ChatCallbacks {
  /** Each chunk as it is read. */
  streamingCallback?: ((chunk: StreamingChunk) => void) | undefined
  /** A reply reached its final state, whichever it is. */
  onFinish?: ((event: FinishEvent) => void) | undefined
  onError?: ((event: { readonly error: TogetherError; readonly message: ThreadMessage }) => void) | undefined
}

/** What may be attached to a message. */
export interface AttachmentLimits {
  /** @default 10 */
  maxFiles?: number | undefined
  /** Of each file as it is sent, images after they were scaled down. @default 5242880 */
  maxFileBytes?: number | undefined
  /** The longer side of an image in pixels; larger ones are scaled down in the browser. @default 1568 */
  maxImageSide?: number | undefined
}

/** What a conversation needs to know. */
export interface ChatOptions extends ChatCallbacks {
  /** Names the conversation; the same name is the same conversation in hooks. @default made up */
  id?: string | undefined
  /** @default the transport's */
  model?: string | undefined
  /** Stands before every request; it is no message of the thread. */
  systemPrompt?: string | undefined
  /** Parameters of every request, in Together AI's names. */
  generationKwargs?: GenerationKwargs | undefined
  /** Tools with `execute` are run; a call of one without waits for `addToolResult`. */
  tools?: Tools | undefined
  toolsStrict?: boolean | undefined
  /** Requests in one turn; a turn whose last one asks for tools again ends with `tool-loop`. @default 8 */
  maxSteps?: number | undefined
  /** Longer results of tools are cut, with a note, in bytes. @default 262144 */
  maxToolResultBytes?: number | undefined
  /** What the reply has to be: a Standard Schema (then `object` follows it), or Together AI's `response_format`. */
  responseFormat?: StandardSchema | Readonly<Record<string, unknown>> | undefined
  /** Changes what is sent before each request: to shorten it (see `trimToContext`), or to add to it. */
  prepareMessages?: PrepareMessages | undefined
  /** Sends reasoning back in assistant messages, for models which want theirs preserved. @default false */
  sendReasoning?: boolean | undefined
  /** US dollars for a million tokens, by model: what `usage.cost` is estimated with. */
  prices?: Prices | undefined
  /** Bounds of attached files. */
  attachments?: AttachmentLimits | undefined
  /** What becomes of a send while a run is under way. @default 'queue' */
  whenBusy?: 'queue' | 'interrupt' | 'refuse' | undefined
  initialMessages?: readonly (ChatMessage | object)[] | undefined
  transport: ChatTransport
}

/** Prices by model, in US dollars for a million tokens. */
export type Prices = Readonly<Record<string, ModelPricing>>

/** The tree of messages: `parentId` makes it, `head` is the end of the visible path. */
export interface Tree {
  readonly nodes: ReadonlyMap<string, ThreadMessage>
  readonly head: string | null
  /** The child last visible under each parent ('' for the top), so that a branch comes back with its tail. */
  readonly shown: ReadonlyMap<string, string>
  /** The children of each message ('' for the top) which has several, oldest first; an only child is in `shown`. */
  readonly children: ReadonlyMap<string, readonly string[]>
  /** The ids from the top to the head: the same list until another path is shown, whatever its messages say. */
  readonly path: readonly string[]
  /** The messages on this path. */
  readonly messages: readonly ThreadMessage[]
}

/** All that a conversation holds. It is never changed: an update makes a new one. */
export interface ChatState {
  readonly tree: Tree
  readonly run: RunState
  readonly queue: readonly QueuedMessage[]
  /** All calls of the conversation, hidden branches included. */
  readonly toolCalls: readonly ToolCallState[]
  /** Every request that was made, one after the other. */
  readonly ledger: readonly RequestRecord[]
}

/** What a request cost: usage belongs to it, however many replies it made and whether they are still in the thread. */
export interface RequestRecord {
  readonly id: string
  readonly turnId: string
  /** As the reply named it, else as it was asked for; null for the transport's default. */
  readonly model: string | null
  /** Null until the server said it, and for ever where the request was stopped or broke off before. */
  readonly usage: Usage | null
  /** Events with something in them: at least so many tokens were written. */
  readonly chunks: number
  /** Requests sent, the retried ones included. */
  readonly attempts: number
  readonly isOpen: boolean
}

/** What is known when the messages of a request are made. */
export interface PrepareInfo {
  readonly model: string | undefined
  readonly tools: readonly AnyTool[]
  /** The request of this turn, from 1. */
  readonly step: number
  /** The last request which told its usage, with what it had sent: how many tokens a character is. */
  readonly last: { readonly messages: readonly ChatMessage[]; readonly usage: Usage } | null
}

/** Makes the messages of a request from those of the thread, system prompt included. */
export type PrepareMessages = (
  messages: readonly ChatMessage[],
  info: PrepareInfo,
) => readonly ChatMessage[] | Promise<readonly ChatMessage[]>
