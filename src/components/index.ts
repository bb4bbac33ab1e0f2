export { type AnnounceMode, Announcer, type AnnouncerProps } from './announcer/Announcer.js'
export {
  type Announce,
  createAnnouncer,
  type LiveAnnouncer,
  type Urgency,
} from './announcer/createAnnouncer.js'
export { ChatRoot, type ChatRootProps } from './chat/ChatRoot.js'
export { type Suggestion, Suggestions, type SuggestionsProps } from './chat/Suggestions.js'
export { type ChatSlots, TogetherChat, type TogetherChatProps } from './chat/TogetherChat.js'
export { Welcome, type WelcomeProps } from './chat/Welcome.js'
export { Choices, type ChoicesProps } from './choices/Choices.js'
export { choicesOf } from './choices/choicesOf.js'
export { Composer, type ComposerProps } from './composer/Composer.js'
export { ToolStatus } from './composer/ToolStatus.js'
export { ErrorNotice, type ErrorNoticeProps } from './error/ErrorNotice.js'
export type { SwitchModelProps } from './error/SwitchModel.js'
export { GenerateView, type GenerateViewProps } from './generate/GenerateView.js'
export { type KitComponents, useStrings } from './kit/KitContext.js'
export type { Part, PartProps } from './kit/part.js'
export { MessageList, type MessageListProps } from './list/MessageList.js'
export { LogprobText, type LogprobTextProps } from './logprobs/LogprobText.js'
export type {
  CodeBlockProps,
  MarkdownComponents,
  MarkdownImageProps,
  MarkdownLinkProps,
} from './markdown/components.js'
export { Markdown, type MarkdownProps } from './markdown/Markdown.js'
export type {
  CodeHighlighter,
  CodeLinesProps,
  CodeToken,
  HighlightedCode,
  MarkdownFence,
  MarkdownInlineSyntax,
  MarkdownPlugin,
  MarkdownPluginProps,
} from './markdown/plugin.js'
export { BranchPicker, type BranchPickerProps } from './message/BranchPicker.js'
export type { Feedback, FeedbackEvent, MessageExtras, ModelChoice } from './message/extras.js'
export { Message, type MessageProps } from './message/Message.js'
export { MessageActions, type MessageActionsProps } from './message/MessageActions.js'
export { MessageParts, type MessagePartsProps } from './message/MessageParts.js'
export { Reasoning, type ReasoningProps } from './message/Reasoning.js'
export { MessageMeta, type MessageMetaProps } from './meta/MessageMeta.js'
export { formatContextLength, formatPrice } from './models/formatModel.js'
export { ModelPicker, type ModelPickerProps } from './models/ModelPicker.js'
export type { ModelsQuery } from './models/modelsQuery.js'
export { ParamsPanel, type ParamsPanelProps } from './params/ParamsPanel.js'
export { type ParameterName, parameterNames } from './params/parameters.js'
export type { ChatStrings, MetaReading } from './strings/ChatStrings.js'
export { english } from './strings/english.js'
export type { KitStrings } from './strings/KitStrings.js'
export { ToolApproval, type ToolApprovalProps } from './tool/ToolApproval.js'
export { ToolCall, type ToolCallProps } from './tool/ToolCall.js'
export { UsageMeter, type UsageMeterProps } from './usage/UsageMeter.js'
