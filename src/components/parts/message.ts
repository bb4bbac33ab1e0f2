export { MessageContent as Content, MessageStep as Step } from '../message/MessageContent.js'
export {
  type MessageScope as Scope,
  type MessageState as State,
  useMessageScope as useScope,
} from '../message/MessageContext.js'
export { MessageRoot as Root, type MessageRootProps as RootProps } from '../message/MessageRoot.js'
export {
  type MessageButtonProps as ButtonProps,
  MessageCopy as Copy,
  MessageRegenerate as Regenerate,
} from '../message/messageButtons.js'
