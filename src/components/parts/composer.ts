export { ComposerAttach as Attach, type ComposerAttachProps as AttachProps } from '../composer/ComposerAttach.js'
export { ComposerAttachments as Attachments } from '../composer/ComposerAttachments.js'
export {
  type ComposerScope as Scope,
  type ComposerState as State,
  useComposerScope as useScope,
} from '../composer/ComposerContext.js'
export { ComposerInput as Input, type ComposerInputProps as InputProps } from '../composer/ComposerInput.js'
export { ComposerProblem as Problem } from '../composer/ComposerProblem.js'
export { ComposerQueue as Queue, type ComposerQueueProps as QueueProps } from '../composer/ComposerQueue.js'
export { ComposerRoot as Root, type ComposerRootProps as RootProps } from '../composer/ComposerRoot.js'
export { ComposerSend as Send, type ComposerSendProps as SendProps } from '../composer/ComposerSend.js'
