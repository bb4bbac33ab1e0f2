import { loadEngine } from '../loadEngine.js'
import type { Dict } from '../messages/dict.js'
import { flattenTools, type Tools } from '../tools/flattenTools.js'
import type { Registry } from '../tools/registry.js'
import { type ChatResult, type ChatRun, createChatRun } from './ChatRun.js'
import {
  asGiven,
  callbackOf,
  type GenerationKwargs,
  type MessagesInput,
  mergeKwargs,
  withDefaultKey,
} from './callInput.js'
import type { Connection } from './connection.js'
import { chatGeneratorType, defaultApiBaseUrl, defaultModel } from './defaults.js'
import type { StreamingCallback } from './delivery.js'
import { generatorFromDict, generatorToDict } from './generatorDict.js'

/** What both generators take. */
export interface GeneratorInit extends Connection {
  /** The API key; null sends none, as towards a relay. @default Secret.fromEnvVar('TOGETHER_API_KEY') */
  apiKey?: Connection['apiKey']
  /** @default 'meta-llama/Llama-3.3-70B-Instruct-Turbo' */
  model?: string | undefined
  /** Streams every run and gets each chunk; a promise it returns is awaited before the next. */
  streamingCallback?: StreamingCallback | null | undefined
  /** Parameters of every request, in Together AI's names. @default {} */
  generationKwargs?: GenerationKwargs | null | undefined
}

/** What `TogetherAIChatGenerator` takes: the connection, defaults of every request, and tools. */
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
    const callback = callbackOf(call, this.#init)
    return this.#run(messages, call, callback, call.signal)
  }

  /** The same request as a stream which is iterated. A callback, where there is one, gets each chunk first. */
  stream(messages: MessagesInput, call: ChatCall = {}): ChatRun {
    const callback = callbackOf(call, this.#init)
    return createChatRun(async (onChunk, signal) => {
      if (!callback) return this.#run(messages, call, onChunk, signal)
      const both: StreamingCallback = async (chunk) => {
        await callback(chunk)
        await onChunk(chunk)
      }
      return this.#run(messages, call, both, signal)
    }, call.signal)
  }

  /** Haystack's dict. Throws `serialization` for a token, and for functions which came from no registry. */
  toDict(): Dict {
    return generatorToDict(
      chatGeneratorType,
      { ...this.#init, apiBaseUrl: this.apiBaseUrl },
      httpClientKwargs.get(this),
    )
  }

  /** Reads Haystack's dict; `registry` has callbacks and tool functions by import path. Throws `serialization`. */
  static fromDict(dict: object, registry: Registry = {}): TogetherAIChatGenerator {
    const read = generatorFromDict(chatGeneratorType, dict, registry)
    const generator = new TogetherAIChatGenerator(read.init)
    httpClientKwargs.set(generator, read.httpClientKwargs)
    return generator
  }

  async #run(
    messages: MessagesInput,
    call: ChatCall,
    callback: StreamingCallback | null,
    signal: AbortSignal | undefined,
  ): Promise<ChatResult> {
    const request = {
      connection: withDefaultKey(this.#init),
      model: this.model,
      messages: asGiven(messages),
      tools: this.#toolsOf(call),
      toolsStrict: call.toolsStrict ?? false,
      generationKwargs: mergeKwargs(this.generationKwargs, call.generationKwargs),
      signal,
    }
    const { runChat } = await loadEngine({ signal, timeoutMs: this.#init.timeoutMs })
    return runChat(request, callback)
  }

  #toolsOf({ tools }: ChatCall): ReturnType<typeof flattenTools> {
    if (tools === false) return []
    const called = flattenTools(tools)
    return called.length > 0 ? called : flattenTools(this.#init.tools)
  }
}

/** Options of Python's HTTP client: they mean nothing here and are written back. */
const httpClientKwargs = new WeakMap<object, unknown>()
