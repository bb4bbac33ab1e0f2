export type { ChatRun } from './generators/ChatRun.js'
export type { GenerationKwargs, MessagesInput } from './generators/callInput.js'
export type { Connection, HeadersSource } from './generators/connection.js'
export { defaultApiBaseUrl, defaultModel } from './generators/defaults.js'
export type { StreamingCallback } from './generators/delivery.js'
export { listModels, type ModelInfo, type ModelPricing } from './generators/listModels.js'
export type { TextResult } from './generators/runPrompt.js'
export { isSecret, Secret } from './generators/Secret.js'
export {
  type ChatCall,
  type ChatGeneratorInit,
  type GeneratorInit,
  TogetherAIChatGenerator,
} from './generators/TogetherAIChatGenerator.js'
export {
  type TextCall,
  type TextGeneratorInit,
  TogetherAIGenerator,
} from './generators/TogetherAIGenerator.js'
export type { Fetch } from './http/postJson.js'
export type { RetryEvent } from './http/retry.js'
export {
  isTogetherError,
  type TimeoutPhase,
  TogetherError,
  type TogetherErrorCode,
  type TogetherErrorInit,
} from './http/TogetherError.js'
export { preload } from './loadEngine.js'
export {
  type AssistantMessageOptions,
  ChatMessage,
  type ChatMessageInit,
  type ChatMessageOptions,
  type ChatRole,
  isChatMessage,
  type ToolMessageOptions,
  toChatMessage,
} from './messages/ChatMessage.js'
export type {
  ContentPart,
  FileContent,
  FileInput,
  ImageContent,
  ImageInput,
  ReasoningContent,
  ReasoningInput,
  ResultPart,
  TextContent,
  ToolCall,
  ToolCallInput,
  ToolCallResult,
  UserPart,
} from './messages/contentParts.js'
export { fileFrom, type ImageOptions, imageFrom } from './messages/fromFile.js'
export type { EventStreamOptions, ServerSentEvent } from './stream/createEventDecoder.js'
export { type ChunkFolder, createChunkFolder, foldChunks } from './stream/foldChunks.js'
export { createReplyFolder, type ReplyFolder } from './stream/foldReplies.js'
export type { PartialToolCall } from './stream/foldToolCalls.js'
export { parseEventStream } from './stream/parseEventStream.js'
export type { ReplyMeta, Usage } from './stream/ReplyMeta.js'
export { type FinishReason, StreamingChunk, type ToolCallDelta } from './stream/StreamingChunk.js'
export { flattenTools, isToolset, type Tools } from './tools/flattenTools.js'
export { inWorker, type ToolWorker } from './tools/inWorker.js'
export { isTool } from './tools/isTool.js'
export type { InferSchema, JsonSchema } from './tools/jsonSchema.js'
export { makeSchemaStrict } from './tools/makeSchemaStrict.js'
export { parsePartialJson } from './tools/parsePartialJson.js'
export type { Registry } from './tools/registry.js'
export {
  isStandardSchema,
  type StandardIssue,
  type StandardResult,
  type StandardSchema,
} from './tools/standardSchema.js'
export { type AnyTool, Tool, type ToolContext, type ToolInit } from './tools/Tool.js'
export { Toolset } from './tools/Toolset.js'
