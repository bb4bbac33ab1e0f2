export {
  type BranchesState,
  MessageBranches as Branches,
  type MessageBranchesProps as BranchesProps,
} from '../message/MessageBranches.js'
export { MessageContent as Content, MessageStep as Step } from '../message/MessageContent.js'
export {
  type MessageScope as Scope,
  type MessageState as State,
  useMessageScope as useScope,
} from '../message/MessageContext.js'
export {
  type DeleteQuestionState,
  MessageDelete as Delete,
  type MessageDeleteProps as DeleteProps,
  type MessageDeleteState as DeleteState,
} from '../message/MessageDelete.js'
export {
  MessageError as Error,
  type MessageErrorProps as ErrorProps,
  type MessageErrorState as ErrorState,
} from '../message/MessageError.js'
export {
  MessageFeedback as Feedback,
  type MessageFeedbackProps as FeedbackProps,
  type MessageFeedbackState as FeedbackState,
} from '../message/MessageFeedback.js'
export { MessageRoot as Root, type MessageRootProps as RootProps } from '../message/MessageRoot.js'
export {
  MessageUnfinished as Unfinished,
  type MessageUnfinishedProps as UnfinishedProps,
  type MessageUnfinishedState as UnfinishedState,
} from '../message/MessageUnfinished.js'
export {
  MessageWaiting as Waiting,
  type MessageWaitingProps as WaitingProps,
  type MessageWaitingState as WaitingState,
} from '../message/MessageWaiting.js'
export {
  type MessageButtonProps as ButtonProps,
  MessageCopy as Copy,
  MessageEdit as Edit,
  MessageRegenerate as Regenerate,
} from '../message/messageButtons.js'
export { ScopedMeta as Meta, type ScopedMetaProps as MetaProps } from '../message/ScopedMeta.js'
