export * from '../core/index.js'
export * from '../store/index.js'
export { ChatProvider, type ChatProviderProps, useChat } from './ChatProvider.js'
export { type ChatRegistry, createChatRegistry, removeChat } from './chatRegistry.js'
export type { ComposerAttachment, ComposerProblem } from './composerDraft.js'
export type { GenerationResult } from './generation.js'
export {
  type TogetherConnection,
  TogetherProvider,
  type TogetherProviderProps,
  useTogetherConnection,
} from './TogetherProvider.js'
export { useChatSelector, useConversationUsage, useThreadMessage, useToolCall } from './useChatSelector.js'
export { type UseComposerOptions, type UseComposerResult, useComposer } from './useComposer.js'
export { useModelComparison } from './useModelComparison.js'
export { type UseTogetherChatOptions, type UseTogetherChatResult, useTogetherChat } from './useTogetherChat.js'
export {
  type GenerateCall,
  type GenerateStatus,
  type UseTogetherGenerateOptions,
  type UseTogetherGenerateResult,
  useTogetherGenerate,
} from './useTogetherGenerate.js'
export { type UseTogetherGenerateQueryOptions, useTogetherGenerateQuery } from './useTogetherGenerateQuery.js'
export { type UseTogetherModelsOptions, useTogetherModels } from './useTogetherModels.js'
