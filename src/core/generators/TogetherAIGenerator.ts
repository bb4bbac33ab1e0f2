import { refuse } from '../http/TogetherError.js'
import { ChatMessage } from '../messages/ChatMessage.js'
import type { Dict } from '../messages/dict.js'
import { kindOf } from '../messages/kindOf.js'
import type { ReplyMeta } from '../stream/ReplyMeta.js'
import type { Registry } from '../tools/registry.js'
import type { ChatResult } from './ChatRun.js'
import { connect } from './connection.js'
import type { StreamingCallback } from './delivery.js'
import { execute } from './execute.js'
import { generatorFromDict, generatorToDict, textGeneratorType } from './generatorDict.js'
import { type GenerationKwargs, mergeKwargs, prepareBody } from './requestBody.js'
import { type GeneratorInit, TogetherAIChatGenerator, withDefaultKey } from './TogetherAIChatGenerator.js'

export interface TextGeneratorInit extends GeneratorInit {
  /** The instructions in front of every prompt. @default none */
  systemPrompt?: string | null | undefined
  /** `completions` continues the prompt itself, without a chat template. @default 'chat' */
  endpoint?: 'chat' | 'completions' | undefined
}

export interface TextCall {
  /** Wins over the constructor's; '' and null fall back to it. */
  systemPrompt?: string | null | undefined
  generationKwargs?: GenerationKwargs | null | undefined
  streamingCallback?: StreamingCallback | null | undefined
  signal?: AbortSignal | undefined
}

/** What a prompt gives: `replies[i]` and `meta[i]` belong to choice i. */
export interface TextResult {
  replies: string[]
  meta: ReplyMeta[]
  /** With a Standard Schema as `response_format`: for each reply the value, or the TogetherError which says why not. */
  parsed?: unknown[] | undefined
}

/**
 * Text in, texts out, as Haystack's `TogetherAIGenerator`: a prompt, and a reply with its meta for each choice.
 *
 * @example
 * const { replies, meta } = await new TogetherAIGenerator().run('Name three rivers.')
 */
export class TogetherAIGenerator {
  readonly #chat: TogetherAIChatGenerator
  readonly #init: TextGeneratorInit

  constructor(init: TextGeneratorInit = {}) {
    const { systemPrompt: _, endpoint: __, ...chat } = init
    this.#chat = new TogetherAIChatGenerator(chat)
    this.#init = init
  }

  /** Sends the prompt. `replies[i]` is the text of choice i, '' where it has none. Throws TogetherErrors. */
  async run(prompt: string, call: TextCall = {}): Promise<TextResult> {
    if (typeof prompt !== 'string') refuse(`A prompt must be a string, got ${kindOf(prompt)}.`)
    const system = call.systemPrompt || this.#init.systemPrompt || null
    const { replies, ...rest } = await this.#send(prompt, system, call)
    return { ...rest, replies: replies.map((reply) => reply.text ?? ''), meta: replies.map((reply) => reply.meta) }
  }

  /** Haystack's dict. Throws `serialization` for a token. */
  toDict(): Dict {
    return generatorToDict(textGeneratorType, { ...this.#init, apiBaseUrl: this.#chat.apiBaseUrl }, null)
  }

  /** Reads Haystack's dict; `registry` has callbacks by import path. Throws `serialization`. */
  static fromDict(dict: object, registry: Registry = {}): TogetherAIGenerator {
    return new TogetherAIGenerator(generatorFromDict(textGeneratorType, dict, registry).init)
  }

  #send(prompt: string, system: string | null, { systemPrompt: _, ...call }: TextCall): Promise<ChatResult> {
    if (this.#init.endpoint === 'completions') return this.#complete(system ? `${system}\n\n${prompt}` : prompt, call)
    return this.#chat.run([...(system ? [ChatMessage.fromSystem(system)] : []), ChatMessage.fromUser(prompt)], call)
  }

  #complete(prompt: string, { streamingCallback, generationKwargs, signal }: TextCall): Promise<ChatResult> {
    const callback = streamingCallback ?? this.#init.streamingCallback ?? null
    const kwargs = mergeKwargs(this.#chat.generationKwargs, generationKwargs)
    return execute({
      connection: connect(withDefaultKey(this.#init)),
      path: '/completions',
      prepare: (stream) => prepareBody({ model: this.#chat.model, prompt }, kwargs, stream),
      stream: callback !== null,
      signal,
      onChunk: callback ?? (() => {}),
      componentInfo: { type: textGeneratorType, name: null },
    })
  }
}
