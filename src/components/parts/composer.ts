export { ComposerAttach as Attach, type ComposerAttachProps as AttachProps } from '../composer/ComposerAttach.js'
export {
  type ComposerScope as Scope,
  type ComposerState as State,
  useComposerScope as useScope,
} from '../composer/ComposerContext.js'
export {
  ComposerFiles as Attachments,
  type ComposerFilesProps as AttachmentsProps,
} from '../composer/ComposerFiles.js'
export { ComposerHint as Hint, type ComposerHintProps as HintProps } from '../composer/ComposerHint.js'
export { ComposerInput as Input, type ComposerInputProps as InputProps } from '../composer/ComposerInput.js'
export {
  ComposerProblem as Problem,
  type ComposerProblemProps as ProblemProps,
  type ComposerProblemState as ProblemState,
} from '../composer/ComposerProblem.js'
export { ComposerQueue as Queue, type ComposerQueueProps as QueueProps } from '../composer/ComposerQueue.js'
export { ComposerRoot as Root, type ComposerRootProps as RootProps } from '../composer/ComposerRoot.js'
export { ComposerSend as Send, type ComposerSendProps as SendProps } from '../composer/ComposerSend.js'
