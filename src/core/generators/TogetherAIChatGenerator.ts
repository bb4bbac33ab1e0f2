import { refuse } from '../http/TogetherError.js'
import type { ChatMessage } from '../messages/ChatMessage.js'
import type { Dict } from '../messages/dict.js'
import { kindOf } from '../messages/kindOf.js'
import type { Registry } from '../tools/registry.js'
import { isStandardSchema } from '../tools/standardSchema.js'
import { flattenTools, type Tools } from '../tools/Toolset.js'
import { type ChatResult, type ChatRun, createChatRun } from './ChatRun.js'
import { type Connection, connect, defaultApiBaseUrl } from './connection.js'
import type { StreamingCallback } from './delivery.js'
import { execute } from './execute.js'
import { chatGeneratorType, generatorFromDict, generatorToDict } from './generatorDict.js'
import {
  chatFields,
  type GenerationKwargs,
  type MessagesInput,
  mergeKwargs,
  prepareBody,
  toMessages,
} from './requestBody.js'
import { parseReply } from './responseFormat.js'

/** Haystack's default model. */
export const defaultModel = 'meta-llama/Llama-3.3-70B-Instruct-Turbo'
/** What both generators take. */
export interface GeneratorInit extends Connection {
  /** @default 'meta-llama/Llama-3.3-70B-Instruct-Turbo' */
  model?: string | undefined
  /** Streams every run and gets each chunk; a promise it returns is awaited before the next. */
  streamingCallback?: StreamingCallback | null | undefined
  /** Parameters of every request, in Together AI's names. @default {} */
  generationKwargs?: GenerationKwargs | null | undefined
}

export interface ChatGeneratorInit extends GeneratorInit {
  /** Offered in every request unless a call brings its own. */
  tools?: Tools | null | undefined
}

/** What a call may bring; everything wins over the constructor's. */
export interface ChatCall {
  streamingCallback?: StreamingCallback | null | undefined
  generationKwargs?: GenerationKwargs | null | undefined
  /** `false` switches tools off; null and an empty list fall back to the constructor's. */
  tools?: Tools | null | false | undefined
  /** Sends schemas which allow no other arguments. @default false */
  toolsStrict?: boolean | null | undefined
  /** Ends the run with a TogetherError of code `aborted`. */
  signal?: AbortSignal | undefined
}

/**
 * Chat completions by Together AI, as Haystack's `TogetherAIChatGenerator`.
 *
 * Every error of a run is a TogetherError; what had arrived is in its `partial`.
 *
 * @example
 * const generator = new TogetherAIChatGenerator({ apiKey: Secret.fromEnvVar('TOGETHER_API_KEY') })
 * const { replies } = await generator.run([ChatMessage.fromUser('Hello')])
 */
export class TogetherAIChatGenerator {
  readonly model: string
  readonly apiBaseUrl: string | null
  readonly generationKwargs: GenerationKwargs
  readonly #init: ChatGeneratorInit

  /** Throws `invalid-argument` for tools of a wrong shape or of the same name. The key is looked at when a run starts. */
  constructor(init: ChatGeneratorInit = {}) {
    flattenTools(init.tools)
    this.#init = { ...init }
    this.model = init.model ?? defaultModel
    this.apiBaseUrl = init.apiBaseUrl === undefined ? defaultApiBaseUrl : init.apiBaseUrl
    this.generationKwargs = init.generationKwargs ?? {}
  }

  /** One request, answered by `n` replies. Streams when the call or the constructor has a callback. */
  async run(messages: MessagesInput, call: ChatCall = {}): Promise<ChatResult> {
    const callback = call.streamingCallback ?? this.#init.streamingCallback ?? null
    if (callback !== null && typeof callback !== 'function')
      refuse(`streamingCallback must be a function, got ${kindOf(callback)}.`)
    return this.#execute(toMessages(messages), call, callback, call.signal)
  }

  /** The same request as a stream which is iterated. A callback, where there is one, gets each chunk first. */
  stream(messages: MessagesInput, call: ChatCall = {}): ChatRun {
    const callback = call.streamingCallback ?? this.#init.streamingCallback ?? null
    return createChatRun(async (onChunk, signal) => {
      const deliver: StreamingCallback = callback
        ? async (chunk) => {
            await callback(chunk)
            await onChunk(chunk)
          }
        : onChunk
      return this.#execute(toMessages(messages), call, deliver, signal)
    }, call.signal)
  }

  async #execute(
    messages: readonly ChatMessage[],
    call: ChatCall,
    callback: StreamingCallback | null,
    signal: AbortSignal | undefined,
  ): Promise<ChatResult> {
    const connection = connect(this.#init)
    if (messages.length === 0) return { replies: [] }
    const tools = this.#toolsOf(call)
    const kwargs = mergeKwargs(this.generationKwargs, call.generationKwargs)
    const toolsStrict = call.toolsStrict ?? false
    const result = await execute({
      connection,
      path: '/chat/completions',
      prepare: (stream) => prepareBody(chatFields(this.model, messages, tools, toolsStrict), kwargs, stream),
      stream: callback !== null,
      signal,
      onChunk: callback ?? (() => {}),
      componentInfo: { type: chatGeneratorType, name: null },
    })
    const { response_format: schema } = kwargs
    if (!isStandardSchema(schema)) return result
    return { ...result, parsed: await Promise.all(result.replies.map((reply) => parseReply(reply, schema))) }
  }

  /** Haystack's dict. Throws `serialization` for a token, and for functions which came from no registry. */
  toDict(): Dict {
    const init = { ...this.#init, apiBaseUrl: this.apiBaseUrl }
    return generatorToDict(chatGeneratorType, init, httpClientKwargs.get(this))
  }

  /** Reads Haystack's dict; `registry` has callbacks and tool functions by import path. Throws `serialization`. */
  static fromDict(dict: object, registry: Registry = {}): TogetherAIChatGenerator {
    const read = generatorFromDict(chatGeneratorType, dict, registry)
    const generator = new TogetherAIChatGenerator(read.init)
    httpClientKwargs.set(generator, read.httpClientKwargs)
    return generator
  }

  #toolsOf({ tools }: ChatCall): ReturnType<typeof flattenTools> {
    if (tools === false) return []
    const called = flattenTools(tools)
    return called.length > 0 ? called : flattenTools(this.#init.tools)
  }
}

/** Options of Python's HTTP client: they mean nothing here and are written back. */
const httpClientKwargs = new WeakMap<object, unknown>()
