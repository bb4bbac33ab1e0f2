/** A piece of text. */
export interface TextContent {
  readonly type: 'text'
  readonly text: string
}

/** What a model thought before it answered. `extra` is kept for round trips and never sent. */
export interface ReasoningContent {
  readonly type: 'reasoning'
  readonly reasoningText: string
  readonly extra: Readonly<Record<string, unknown>>
}

/** A model's wish to call a tool. `id` comes from the wire and may repeat or be missing. */
export interface ToolCall {
  readonly type: 'tool-call'
  readonly toolName: string
  readonly arguments: Readonly<Record<string, unknown>>
  readonly id: string | null
  readonly extra: Readonly<Record<string, unknown>> | null
}

/** What a tool answered, with the call it answers. */
export interface ToolCallResult {
  readonly type: 'tool-call-result'
  readonly result: string | readonly (TextContent | ImageContent | FileContent)[]
  readonly origin: ToolCall
  readonly error: boolean
}

/** An image as base64. `detail` is `auto`, `low` or `high` where the model knows it. */
export interface ImageContent {
  readonly type: 'image'
  readonly base64Image: string
  readonly mimeType: string | null
  readonly detail: string | null
  readonly meta: Readonly<Record<string, unknown>>
  readonly validation: boolean
}

/** A file as base64. */
export interface FileContent {
  readonly type: 'file'
  readonly base64Data: string
  readonly mimeType: string | null
  readonly filename: string | null
  readonly extra: Readonly<Record<string, unknown>>
  readonly validation: boolean
}

/** Everything a message can hold. */
export type ContentPart = TextContent | ReasoningContent | ToolCall | ToolCallResult | ImageContent | FileContent

type Loose<Part, Required extends keyof Part> = Pick<Part, Required | (keyof Part & 'type')> & {
  readonly [Key in keyof Part]?: Part[Key] | undefined
}

/** A tool call as it may be passed in: `id` and `extra` may be missing. */
export type ToolCallInput = Loose<ToolCall, 'toolName' | 'arguments'>
/** Reasoning as it may be passed in. */
export type ReasoningInput = Loose<ReasoningContent, 'reasoningText'>
/** An image as it may be passed in: a missing `mimeType` is guessed from the bytes. */
export type ImageInput = Loose<ImageContent, 'base64Image'>
/** A file as it may be passed in: a missing `mimeType` is guessed from the bytes. */
export type FileInput = Loose<FileContent, 'base64Data'>
/** What a user message may be made of; a string stands for a text part. */
export type UserPart = string | TextContent | ImageInput | FileInput
/** What a tool result may be made of besides plain text. */
export type ResultPart = TextContent | ImageInput | FileInput
