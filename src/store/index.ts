export type { Attachment } from './attachments.js'
export type { Chat } from './Chat.js'
export { compareModels, type ModelComparison } from './compareModels.js'
export { createChat } from './createChat.js'
export type { ChatExport, ExportedMessage } from './exportChat.js'
export { costOf, isAtLeast, sumUsage, type UsageSum } from './ledger.js'
export { canContinue, canEdit, canRegenerate, canSend, canStop } from './predicates.js'
export { type Readings, readMeta } from './readMeta.js'
export { type Remedies, type Remedy, remediesOf } from './remedies.js'
export {
  createTogetherTransport,
  defaultBaseUrl,
  pageConnection,
  type TogetherTransportOptions,
} from './togetherTransport.js'
export { type TrimOptions, trimToContext } from './trimToContext.js'
export type {
  AttachmentLimits,
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
  PrepareInfo,
  PrepareMessages,
  Prices,
  QueuedMessage,
  RequestRecord,
  RunPhase,
  RunState,
  ThreadMessage,
  ToolCallState,
  ToolCallStatus,
  TransportRequest,
  Tree,
  Turn,
} from './types.js'
export type { ChatView } from './view.js'
