export { type Chat, createChat } from './createChat.js'
export { canEdit, canRegenerate, canSend, canStop } from './predicates.js'
export {
  createTogetherTransport,
  defaultBaseUrl,
  pageConnection,
  type TogetherTransportOptions,
} from './togetherTransport.js'
export type {
  CallOptions,
  ChatCallbacks,
  ChatOptions,
  ChatState,
  ChatStatus,
  ChatTransport,
  FinishEvent,
  MessageInput,
  MessageStatus,
  MessageTiming,
  QueuedMessage,
  RunPhase,
  RunState,
  ThreadMessage,
  ToolCallState,
  ToolCallStatus,
  TransportRequest,
  Tree,
  Turn,
} from './types.js'
export { type ChatView, viewOf } from './view.js'
