import { refuse } from '../http/TogetherError.js'
import type { ChatMessage } from '../messages/ChatMessage.js'
import { kindOf } from '../messages/normaliseParts.js'
import { flattenTools, type Tools } from '../tools/Toolset.js'
import { type ChatRun, createChatRun } from './ChatRun.js'
import { type Connection, connect, defaultApiBaseUrl } from './connection.js'
import type { StreamingCallback } from './delivery.js'
import { execute } from './execute.js'
import { type GenerationKwargs, type MessagesInput, mergeKwargs, prepareBody, toMessages } from './requestBody.js'

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
  async run(messages: MessagesInput, call: ChatCall = {}): Promise<{ replies: ChatMessage[] }> {
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
  ): Promise<{ replies: ChatMessage[] }> {
    const connection = connect(this.#init)
    if (messages.length === 0) return { replies: [] }
    const tools = this.#toolsOf(call)
    const kwargs = mergeKwargs(this.generationKwargs, call.generationKwargs)
    const toolsStrict = call.toolsStrict ?? false
    return execute({
      connection,
      prepare: (stream) => prepareBody(this.model, messages, tools, kwargs, { stream, toolsStrict }),
      stream: callback !== null,
      signal,
      onChunk: callback ?? (() => {}),
      componentInfo,
    })
  }

  #toolsOf({ tools }: ChatCall): ReturnType<typeof flattenTools> {
    if (tools === false) return []
    const called = flattenTools(tools)
    return called.length > 0 ? called : flattenTools(this.#init.tools)
  }
}

const componentInfo = {
  type: 'haystack_integrations.components.generators.togetherai.chat.chat_generator.TogetherAIChatGenerator',
  name: null,
} as const
