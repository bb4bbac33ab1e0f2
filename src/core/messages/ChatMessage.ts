import { addBrand, isBranded } from '../brand.js'
import { refuse, type TogetherErrorCode } from '../http/TogetherError.js'
import type {
  ContentPart,
  FileContent,
  ImageContent,
  ReasoningContent,
  ReasoningInput,
  ResultPart,
  TextContent,
  ToolCall,
  ToolCallInput,
  ToolCallResult,
  UserPart,
} from './contentParts.js'
import { asDict } from './dict.js'
import { messageFromDict, messageToDict } from './dictCodec.js'
import { frozenCopy } from './frozenCopy.js'
import { invalid } from './invalid.js'
import { kindOf } from './kindOf.js'
import {
  contentPart,
  listOf,
  reasoningPart,
  resultPart,
  textPart,
  toolCallPart,
  toolResultPart,
} from './normaliseParts.js'
import { messageFromOpenAI, messageToOpenAI } from './wireCodec.js'

/** Who speaks. Together AI's `developer` is read as `system`. */
export type ChatRole = 'user' | 'system' | 'assistant' | 'tool'

/** The roles, in Haystack's order. */
const chatRoles: readonly ChatRole[] = ['user', 'system', 'assistant', 'tool']

/** Beside the content of a message: the name of who speaks, and meta. */
export interface ChatMessageOptions {
  /** The participant's name, sent as `name`. @default null */
  name?: string | null | undefined
  /** Anything to keep beside the message: replies have a {@link ReplyMeta} here. Never sent. @default {} */
  meta?: object | undefined
}

/** Beside the text of an assistant message: its reasoning and tool calls, name and meta. */
export interface AssistantMessageOptions extends ChatMessageOptions {
  toolCalls?: readonly Omit<ToolCallInput, 'type'>[] | undefined
  reasoning?: string | Omit<ReasoningInput, 'type'> | null | undefined
}

/** Beside the result of a tool: whether it failed, and meta. */
export interface ToolMessageOptions {
  /** Whether the tool failed; the model gets the text all the same. @default false */
  error?: boolean | undefined
  meta?: object | undefined
}

/** A message's fields, for codecs. */
export interface ChatMessageInit extends ChatMessageOptions {
  role: ChatRole
  content: readonly ContentPart[]
}

const brand = Symbol.for('together-react.ChatMessage')
const noMeta = Object.freeze({})

/**
 * One message of a chat, as Haystack's `ChatMessage`: a role and a list of content parts, with a name and meta.
 * It is frozen and holds plain data only; every change makes a new message.
 *
 * @example
 * ChatMessage.fromUser('What is the capital of France?')
 */
export class ChatMessage {
  declare readonly role: ChatRole
  declare readonly name: string | null
  declare readonly content: readonly ContentPart[]
  declare readonly meta: Readonly<Record<string, unknown>>
  static {
    addBrand(ChatMessage.prototype, brand)
  }

  /** For codecs; people use the `from…` functions. Throws `invalid-message` for an unknown role or part. */
  constructor(init: ChatMessageInit) {
    this.role = checkedRole(init.role, 'invalid-message')
    this.name = init.name ?? null
    this.content = Object.freeze(listOf<ContentPart>(init.content).map(contentPart))
    this.meta = init.meta ? frozenCopy({ ...init.meta }) : noMeta
    Object.freeze(this)
  }

  /** What a user says: a text, or a list of texts, images and files. */
  static fromUser(content: string | readonly UserPart[], options: ChatMessageOptions = {}): ChatMessage {
    if (typeof content !== 'string' && !(Array.isArray(content) && content.length > 0))
      invalid(`A user message is not empty: it must be a string or a list of parts, got ${kindOf(content)}.`)
    const parts = typeof content === 'string' ? [textPart(content)] : content.map(resultPart)
    return new ChatMessage({ role: 'user', content: parts, ...options })
  }

  /** The instructions the model follows. */
  static fromSystem(text: string, options: ChatMessageOptions = {}): ChatMessage {
    return new ChatMessage({ role: 'system', content: [textPart(text)], ...options })
  }

  /** What a model answered: reasoning, text, tool calls, in this order. An empty text stays, null makes no part. */
  static fromAssistant(text: string | null = null, options: AssistantMessageOptions = {}): ChatMessage {
    const { reasoning, toolCalls = [], ...rest } = options
    const content: ContentPart[] = []
    if (reasoning) content.push(reasoningPart(reasoning))
    if (text !== null) content.push(textPart(text))
    content.push(...toolCalls.map(toolCallPart))
    return new ChatMessage({ role: 'assistant', content, ...rest })
  }

  /** A tool's answer to `origin`. */
  static fromTool(
    result: string | readonly ResultPart[],
    origin: Omit<ToolCallInput, 'type'>,
    options: ToolMessageOptions = {},
  ): ChatMessage {
    if (typeof result !== 'string' && !Array.isArray(result))
      invalid(`A tool result must be a string or a list of parts, got ${kindOf(result)}.`)
    const part = toolResultPart(result, toolCallPart(origin), options.error ?? false)
    return new ChatMessage({ role: 'tool', content: [part], meta: options.meta })
  }

  get texts(): string[] {
    return this.#parts('text').map((part: TextContent) => part.text)
  }
  get toolCalls(): ToolCall[] {
    return this.#parts('tool-call')
  }
  get toolCallResults(): ToolCallResult[] {
    return this.#parts('tool-call-result')
  }
  get images(): ImageContent[] {
    return this.#parts('image')
  }
  get files(): FileContent[] {
    return this.#parts('file')
  }
  get reasonings(): ReasoningContent[] {
    return this.#parts('reasoning')
  }
  /** The first text, or null. */
  get text(): string | null {
    return this.texts[0] ?? null
  }
  /** The first tool call, or null. */
  get toolCall(): ToolCall | null {
    return this.toolCalls[0] ?? null
  }
  /** The first tool result, or null. */
  get toolCallResult(): ToolCallResult | null {
    return this.toolCallResults[0] ?? null
  }
  /** The first image, or null. */
  get image(): ImageContent | null {
    return this.images[0] ?? null
  }
  /** The first file, or null. */
  get file(): FileContent | null {
    return this.files[0] ?? null
  }
  /** The first reasoning part (`{ type, reasoningText, extra }`), or null. */
  get reasoning(): ReasoningContent | null {
    return this.reasonings[0] ?? null
  }

  /** Whether `role` speaks. Throws `invalid-argument` for a word which is no role. */
  isFrom(role: ChatRole): boolean {
    return this.role === checkedRole(role, 'invalid-argument')
  }

  /** The same message with more meta: `more` wins key by key. */
  withMeta(more: object): ChatMessage {
    return new ChatMessage({ ...this, meta: { ...this.meta, ...more } })
  }

  /** Haystack's dict of this message; `ChatMessage.from_dict` in Python reads it. */
  toDict(): Record<string, unknown> {
    return messageToDict(this)
  }

  /** `JSON.stringify(message)` writes Haystack's dict. */
  toJSON(): Record<string, unknown> {
    return this.toDict()
  }

  /** Reads Haystack's dict, today's and the older shapes. Throws `invalid-message`. */
  static fromDict(dict: object): ChatMessage {
    return messageFromDict(dict)
  }

  /** What Together AI receives. Meta, reasoning and the error flag are not sent. Throws `invalid-message`. */
  toOpenAI(options: { requireToolCallIds?: boolean | undefined } = {}): Record<string, unknown> {
    return messageToOpenAI(this, options.requireToolCallIds ?? true)
  }

  /** Reads a message of the chat completions format. Throws `invalid-message`. */
  static fromOpenAI(dict: object): ChatMessage {
    return messageFromOpenAI(dict)
  }

  #parts<Type extends ContentPart['type']>(type: Type): Extract<ContentPart, { type: Type }>[] {
    return this.content.filter((part): part is Extract<ContentPart, { type: Type }> => part.type === type)
  }
}

function checkedRole(role: ChatRole, code: TogetherErrorCode): ChatRole {
  return chatRoles.includes(role) ? role : refuse(`'${role}' is not a chat role: ${chatRoles.join(', ')}.`, code)
}

/** Whether `value` is a ChatMessage, also one of another copy of this package. */
export function isChatMessage(value: unknown): value is ChatMessage {
  return isBranded(value, brand)
}

/** A ChatMessage from what every input takes: a message, or its dict. Throws `invalid-argument`. */
export function toChatMessage(value: ChatMessage | object): ChatMessage {
  if (isChatMessage(value)) return value
  return ChatMessage.fromDict(asDict(value, 'A message', 'invalid-argument'))
}
