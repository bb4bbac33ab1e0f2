import type {
  AnyTool,
  ChatMessage,
  GenerationKwargs,
  RetryEvent,
  StreamingChunk,
  TogetherError,
  Tools,
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
}

/** A user message with everything that answers it, as far as it is visible. */
export interface Turn {
  readonly id: string
  readonly messages: readonly ThreadMessage[]
}

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

/** A tool call of the visible thread. `key` is ours: ids from the wire repeat or are missing. */
export interface ToolCallState {
  readonly key: string
  readonly messageId: string
  /** From the wire; '' when it sent none. */
  readonly id: string
  readonly name: string
  /** JSON text as it arrives. */
  readonly argumentsText: string
  /** The parsed arguments; undefined until they are valid. */
  readonly arguments: unknown
  readonly status: ToolCallStatus
  readonly result: unknown
  readonly error: string | null
  readonly startedAt: number | null
  readonly finishedAt: number | null
}

/** What the run is doing. */
export type RunPhase = 'idle' | 'sending' | 'retry-wait' | 'streaming' | 'stopping'

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
  tools?: Tools | undefined
  toolsStrict?: boolean | undefined
  /** What becomes of a send while a run is under way. @default 'queue' */
  whenBusy?: 'queue' | 'interrupt' | 'refuse' | undefined
  initialMessages?: readonly (ChatMessage | object)[] | undefined
  transport: ChatTransport
}

/** The tree of messages: `parentId` makes it, `head` is the end of the visible path. */
export interface Tree {
  readonly nodes: ReadonlyMap<string, ThreadMessage>
  readonly head: string | null
  /** The child last visible under each parent ('' for the top), so that a branch comes back with its tail. */
  readonly shown: ReadonlyMap<string, string>
}

export interface ChatState {
  readonly tree: Tree
  readonly run: RunState
  readonly queue: readonly QueuedMessage[]
  readonly toolCalls: readonly ToolCallState[]
}
