import { describe, expectTypeOf, it } from 'vitest'
import {
  ChatMessage,
  type ChatRole,
  type ChatRun,
  type ContentPart,
  type FinishReason,
  isTogetherError,
  listModels,
  type ModelInfo,
  type ReasoningContent,
  type ReplyMeta,
  StreamingChunk,
  TogetherAIChatGenerator,
  TogetherAIGenerator,
  TogetherError,
  type TogetherErrorCode,
  type ToolCall,
  type ToolCallDelta,
  type ToolCallResult,
  type Usage,
} from '../../src/core/index.js'

type Result<Method extends (...args: never[]) => unknown> = Awaited<ReturnType<Method>>

describe('TogetherAIChatGenerator', () => {
  it('runs on a text, on messages and on their dicts', () => {
    type Messages = Parameters<TogetherAIChatGenerator['run']>[0]
    expectTypeOf<string>().toExtend<Messages>()
    expectTypeOf<ChatMessage[]>().toExtend<Messages>()
    expectTypeOf<readonly ChatMessage[]>().toExtend<Messages>()
    expectTypeOf<{ role: string; content: object[] }[]>().toExtend<Messages>()
    expectTypeOf<number>().not.toExtend<Messages>()
    expectTypeOf<string[]>().not.toExtend<Messages>()
  })

  it('gives messages, and what a schema made of them', () => {
    expectTypeOf<Result<TogetherAIChatGenerator['run']>['replies']>().toEqualTypeOf<ChatMessage[]>()
    expectTypeOf<Result<TogetherAIChatGenerator['run']>['parsed']>().toEqualTypeOf<unknown[] | undefined>()
  })

  it('streams chunks, with the same result', () => {
    expectTypeOf<TogetherAIChatGenerator['stream']>().returns.toEqualTypeOf<ChatRun>()
    expectTypeOf<ChatRun>().toExtend<AsyncIterable<StreamingChunk>>()
    expectTypeOf<Awaited<ChatRun['result']>>().toEqualTypeOf<Result<TogetherAIChatGenerator['run']>>()
  })

  it('takes callbacks, async or not, which get chunks', () => {
    new TogetherAIChatGenerator({ streamingCallback: (chunk) => expectTypeOf(chunk).toEqualTypeOf<StreamingChunk>() })
    new TogetherAIChatGenerator({ streamingCallback: async () => {} })
    new TogetherAIChatGenerator({ streamingCallback: null })
  })

  it('takes false as tools at a call only', () => {
    expectTypeOf<false>().toExtend<NonNullable<Parameters<TogetherAIChatGenerator['run']>[1]>['tools']>()
    // @ts-expect-error a constructor without tools has no `tools`
    const create = () => new TogetherAIChatGenerator({ tools: false })
    expectTypeOf(create).toBeFunction()
  })

  it('has no parameter of Python’s: they are in dicts', () => {
    // @ts-expect-error timeoutMs, in milliseconds
    new TogetherAIChatGenerator({ timeout: 30 })
    // @ts-expect-error apiBaseUrl
    new TogetherAIChatGenerator({ api_base_url: '' })
  })
})

describe('TogetherAIGenerator', () => {
  it('runs on a text, and gives texts with their meta', () => {
    expectTypeOf<Parameters<TogetherAIGenerator['run']>[0]>().toBeString()
    expectTypeOf<Result<TogetherAIGenerator['run']>['replies']>().toEqualTypeOf<string[]>()
    expectTypeOf<Result<TogetherAIGenerator['run']>['meta']>().toEqualTypeOf<ReplyMeta[]>()
  })

  it('takes a system prompt at both places, and no tools', () => {
    new TogetherAIGenerator({ systemPrompt: 'Be brief.' })
    expectTypeOf<NonNullable<Parameters<TogetherAIGenerator['run']>[1]>>().toHaveProperty('systemPrompt')
    expectTypeOf<NonNullable<Parameters<TogetherAIGenerator['run']>[1]>>().not.toHaveProperty('tools')
    // @ts-expect-error texts call no tools
    new TogetherAIGenerator({ tools: [] })
  })
})

describe('listModels', () => {
  it('gives rows with open fields', () => {
    expectTypeOf(listModels).returns.resolves.toEqualTypeOf<ModelInfo[]>()
    expectTypeOf<ModelInfo['id']>().toBeString()
    expectTypeOf<ModelInfo['config']>().toBeUnknown()
  })
})

describe('ChatMessage', () => {
  it('is read-only', () => {
    const message = ChatMessage.fromUser('Hello')
    expectTypeOf(message.role).toEqualTypeOf<ChatRole>()
    expectTypeOf(message.content).toEqualTypeOf<readonly ContentPart[]>()
    expectTypeOf(message.meta).toEqualTypeOf<Readonly<Record<string, unknown>>>()
    // @ts-expect-error a message is frozen
    const rename = () => (message.name = 'x')
    expectTypeOf(rename).toBeFunction()
  })

  it('tells its parts apart by their type', () => {
    expectTypeOf<ContentPart['type']>().toEqualTypeOf<
      'text' | 'reasoning' | 'tool-call' | 'tool-call-result' | 'image' | 'file'
    >()
    expectTypeOf<Extract<ContentPart, { type: 'tool-call' }>>().toEqualTypeOf<ToolCall>()
    expectTypeOf<Extract<ContentPart, { type: 'tool-call-result' }>>().toEqualTypeOf<ToolCallResult>()
    expectTypeOf<ChatMessage['text']>().toEqualTypeOf<string | null>()
    expectTypeOf<ChatMessage['reasoning']>().toEqualTypeOf<ReasoningContent | null>()
    expectTypeOf<ChatMessage['toolCalls']>().toEqualTypeOf<ToolCall[]>()
  })

  it('takes parts with fields left out, and texts for a user’s', () => {
    ChatMessage.fromUser(['What is this?', { type: 'image', base64Image: '' }, { type: 'file', base64Data: '' }])
    ChatMessage.fromAssistant(null, { toolCalls: [{ toolName: 'weather', arguments: { city: 'Paris' } }] })
    ChatMessage.fromAssistant('42', { reasoning: 'Six by seven.' })
    // @ts-expect-error a user's message holds no reasoning
    const think = () => ChatMessage.fromUser([{ type: 'reasoning', reasoningText: '' }])
    expectTypeOf(think).toBeFunction()
  })
})

describe('StreamingChunk', () => {
  it('has each field, null where there is nothing', () => {
    expectTypeOf<StreamingChunk>().toEqualTypeOf<{
      readonly content: string
      readonly meta: Readonly<Record<string, unknown>>
      readonly index: number | null
      readonly toolCalls: readonly ToolCallDelta[] | null
      readonly toolCallResult: ToolCallResult | null
      readonly start: boolean
      readonly finishReason: FinishReason | null
      readonly reasoning: ReasoningContent | null
      readonly componentInfo: { readonly type: string; readonly name: string | null } | null
    }>()
    expectTypeOf<ToolCallDelta>().toEqualTypeOf<{
      readonly index: number
      readonly toolName: string | null
      readonly arguments: string | null
      readonly id: string | null
      readonly extra: Readonly<Record<string, unknown>> | null
    }>()
    expectTypeOf<FinishReason>().toEqualTypeOf<
      'stop' | 'length' | 'tool_calls' | 'content_filter' | 'tool_call_results'
    >()
  })

  it('is a value too, which makes dicts and reads them', () => {
    expectTypeOf(StreamingChunk.toDict).parameter(0).toEqualTypeOf<StreamingChunk>()
    expectTypeOf(StreamingChunk.fromDict).returns.toEqualTypeOf<StreamingChunk>()
  })
})

describe('ReplyMeta', () => {
  it('has the usage in its known words, and is open for others', () => {
    expectTypeOf<ReplyMeta['usage']>().toEqualTypeOf<Usage | null | undefined>()
    expectTypeOf<Usage['completion_tokens']>().toEqualTypeOf<number | undefined>()
    expectTypeOf<ReplyMeta['something_new']>().toBeUnknown()
  })
})

describe('TogetherError', () => {
  it('has a literal code', () => {
    expectTypeOf<TogetherError['code']>().toEqualTypeOf<TogetherErrorCode>()
    expectTypeOf<TogetherErrorCode>().toEqualTypeOf<
      | 'invalid-argument'
      | 'invalid-message'
      | 'serialization'
      | 'missing-key'
      | 'browser-key'
      | 'bad-request'
      | 'authentication'
      | 'credit'
      | 'permission'
      | 'context-length'
      | 'not-found'
      | 'too-large'
      | 'streaming-required'
      | 'rate-limit'
      | 'server'
      | 'overloaded'
      | 'network'
      | 'timeout'
      | 'truncated'
      | 'protocol'
      | 'limit'
      | 'invalid-output'
      | 'callback'
      | 'aborted'
      | 'tool-loop'
      | 'busy'
      | 'unknown'
    >()
    // @ts-expect-error no such code
    new TogetherError({ code: 'rate_limit', message: '' })
  })

  it('is what isTogetherError finds', () => {
    const thrown: unknown = null
    if (isTogetherError(thrown)) {
      expectTypeOf(thrown).toEqualTypeOf<TogetherError>()
      expectTypeOf(thrown.partial).toEqualTypeOf<{ replies: ChatMessage[] } | null>()
      expectTypeOf(thrown.phase).toEqualTypeOf<'headers' | 'first-token' | 'idle' | 'total' | null>()
    }
  })
})
