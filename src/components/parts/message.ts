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
  MessageError as Error,
  type MessageErrorProps as ErrorProps,
  type MessageErrorState as ErrorState,
} from '../message/MessageError.js'
export { MessageRoot as Root, type MessageRootProps as RootProps } from '../message/MessageRoot.js'
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
export { ScopedMeta as Meta } from '../message/ScopedMeta.js'
