// Ours beside the types of Together AI's own SDK (together-ai 0.52): what goes from one to the other, and where those
// types differ from the wire. Each row of the table has a test below; one which a newer SDK mends fails and goes.
//
// | the SDK's types say                                            | the wire                                          |
// |----------------------------------------------------------------|---------------------------------------------------|
// | the exported user message has a string as its content          | or a list of parts                                |
// | roles are system, user, assistant, tool, function              | developer too (gpt-oss)                           |
// | tool_choice as an object has id, index and arguments           | { type, function: { name } }                      |
// | response_format is text, json_object or json_schema            | regex too                                         |
// | there is no stream_options                                     | it is taken                                       |
// | a function has no strict                                       | it is taken                                       |
// | stop is a list                                                 | a text is taken too                               |
// | reasoning_effort is low, medium or high                        | max too                                           |
// | finish_reason is one of five words                             | content_filter and others                         |
// | every tool-call delta has id, type and name                    | only the first has                                |
// | tool_calls of a delta are a list or missing                    | null too                                          |
// | every delta has a role                                         | missing or null too                               |
// | logprobs of a chunk are a number                               | or lists of tokens                                |
// | usage has three counts                                         | cached and reasoning tokens too, flat or nested   |
// | a message of a reply has no reasoning_content                  | some models send it                               |
// | a completion chunk has token and a finish_reason at its top    | neither: the reason is in the choice              |
// | a choice of a completion chunk has no finish_reason            | it has                                            |
// | a choice of a completion has no index                          | it has                                            |
// | a model's type is one of seven                                 | audio, transcribe and video too                   |
// | a model has no running and no config                           | it has                                            |
import type Together from 'together-ai'
import type { ChatCompletionUserMessageParam } from 'together-ai/resources/chat/completions'
import { describe, expectTypeOf, it } from 'vitest'
import type { ChatGeneratorInit, GenerationKwargs, ModelInfo, ReplyMeta, Usage } from '../../src/core/index.js'

type Chat = Together.Chat.Completions.ChatCompletion
type Chunk = Together.Chat.Completions.ChatCompletionChunk
type Delta = Chunk['choices'][number]['delta']
type Completion = Together.Completion
type CompletionChunk = Together.CompletionChunk
type Request = Together.Chat.Completions.CompletionCreateParams
type Message = Together.Chat.Completions.ChatCompletionMessageParam
type Model = Together.Models.ModelObject

/** What `{ ...value }` is: an interface itself goes into no type which is open for more keys. */
type Spread<T> = { [Key in keyof T]: T[Key] }

/** Whether the compiler lets `value` stand for T. */
function is<T>(_value: T): void {}

describe('what the SDK gives', () => {
  it('is a usage of ours', () => {
    expectTypeOf<Spread<Together.Chat.Completions.ChatCompletionUsage>>().toExtend<Usage>()
    expectTypeOf<null>().toExtend<ReplyMeta['usage']>()
  })

  it('is a meta of ours', () => {
    expectTypeOf<Chat['choices'][number]['finish_reason']>().toExtend<ReplyMeta['finish_reason']>()
    expectTypeOf<Chunk['choices'][number]['finish_reason']>().toExtend<ReplyMeta['finish_reason']>()
    expectTypeOf<NonNullable<Chat['choices'][number]['seed']>>().toExtend<ReplyMeta['seed']>()
    expectTypeOf<Chat['choices'][number]['index']>().toExtend<ReplyMeta['index']>()
    expectTypeOf<Chat['model']>().toExtend<ReplyMeta['model']>()
    expectTypeOf<Chat['id']>().toExtend<ReplyMeta['id']>()
  })

  it('is a model of ours', () => {
    expectTypeOf<Omit<Model, 'pricing'>>().toExtend<ModelInfo>()
    expectTypeOf<Spread<NonNullable<Model['pricing']>>>().toExtend<NonNullable<ModelInfo['pricing']>>()
  })

  it('is a request whose parameters are generationKwargs', () => {
    expectTypeOf<Omit<Request, 'messages' | 'model' | 'stream'>>().toExtend<GenerationKwargs>()
    expectTypeOf<Request['model']>().toExtend<NonNullable<ChatGeneratorInit['model']>>()
  })
})

describe("where the SDK's request differs from the wire", () => {
  it('in messages', () => {
    // @ts-expect-error the exported type takes a string only
    is<ChatCompletionUserMessageParam>({ role: 'user', content: [{ type: 'text', text: '' }] })
    is<Message>({ role: 'user', content: [{ type: 'text', text: '' }] }) // the type of the request takes parts
    // @ts-expect-error developer is missing
    is<Message>({ role: 'developer', content: '' })
  })

  it('in tools', () => {
    // @ts-expect-error index, id and arguments are asked for
    is<Request['tool_choice']>({ type: 'function', function: { name: 'weather' } })
    // @ts-expect-error strict is missing
    is<Request['tools']>([{ type: 'function', function: { name: 'weather', strict: true } }])
  })

  it('in parameters', () => {
    // @ts-expect-error regex is missing
    is<Request['response_format']>({ type: 'regex', pattern: '[0-9]+' })
    // @ts-expect-error stream_options is missing
    is<Pick<Request, 'stream_options'>>({ stream_options: { include_usage: true } })
    // @ts-expect-error a list is asked for
    is<Request['stop']>('\n')
    // @ts-expect-error max is missing
    is<Request['reasoning_effort']>('max')
  })

  it('and ours does not', () => {
    const kwargs = {
      tool_choice: { type: 'function', function: { name: 'weather' } },
      response_format: { type: 'regex', pattern: '[0-9]+' },
      stream_options: { include_usage: true },
      stop: '\n',
      reasoning_effort: 'max',
    }
    expectTypeOf(kwargs).toExtend<GenerationKwargs>()
  })
})

describe("where the SDK's answers differ from the wire", () => {
  it('in finish reasons', () => {
    // @ts-expect-error a word which is not in the list
    is<Chat['choices'][number]['finish_reason']>('content_filter')
    is<ReplyMeta['finish_reason']>('content_filter')
  })

  it('in deltas', () => {
    // @ts-expect-error only the first delta of a call has id, type and name
    is<NonNullable<Delta['tool_calls']>>([{ index: 0, function: { arguments: '{}' } }])
    // @ts-expect-error null is missing
    is<Delta['tool_calls']>(null)
    // @ts-expect-error a role is asked for
    is<Delta>({ content: 'Hello' })
    // @ts-expect-error lists of tokens are missing
    is<Chunk['choices'][number]['logprobs']>({ tokens: ['Hello'], token_logprobs: [-0.1] })
  })

  it('in messages', () => {
    // @ts-expect-error it is in the delta's type only
    expectTypeOf<Chat['choices'][number]['message']>().toHaveProperty('reasoning_content')
    expectTypeOf<Delta>().toHaveProperty('reasoning_content')
  })

  it('in usage', () => {
    const flat = { prompt_tokens: 1, completion_tokens: 2, total_tokens: 3, cached_tokens: 1 }
    const nested = { prompt_tokens_details: { cached_tokens: 1 }, completion_tokens_details: { reasoning_tokens: 1 } }
    // @ts-expect-error cached_tokens is missing
    is<(usage: NonNullable<Chat['usage']>) => unknown>(({ cached_tokens }) => cached_tokens)
    is<Usage>(flat)
    is<Usage>(nested)
  })

  it('in completions', () => {
    // @ts-expect-error token and finish_reason are asked for, which no chunk has
    is<CompletionChunk>({ id: '', choices: [{ index: 0, text: 'Hello' }], usage: null })
    // @ts-expect-error the reason is in the choice
    expectTypeOf<CompletionChunk['choices'][number]>().toHaveProperty('finish_reason')
    // @ts-expect-error the index is in the choice
    expectTypeOf<Completion['choices'][number]>().toHaveProperty('index')
  })

  it('in models', () => {
    // @ts-expect-error video is missing
    is<Model['type']>('video')
    is<ModelInfo['type']>('video')
    // @ts-expect-error running is missing
    expectTypeOf<Model>().toHaveProperty('running')
    // @ts-expect-error config is missing
    expectTypeOf<Model>().toHaveProperty('config')
    expectTypeOf<ModelInfo['running']>().toBeUnknown()
  })
})
