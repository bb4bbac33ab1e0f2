import { refuse } from '../http/TogetherError.js'
import { loadEngine } from '../loadEngine.js'
import type { Dict } from '../messages/dict.js'
import { kindOf } from '../messages/kindOf.js'
import type { Registry } from '../tools/registry.js'
import { callbackOf, type GenerationKwargs, mergeKwargs, withDefaultKey } from './callInput.js'
import { defaultApiBaseUrl, textGeneratorType } from './defaults.js'
import type { StreamingCallback } from './delivery.js'
import { generatorFromDict, generatorToDict } from './generatorDict.js'
import type { TextResult } from './runPrompt.js'
import type { GeneratorInit } from './TogetherAIChatGenerator.js'

/** What `TogetherAIGenerator` takes: the connection, defaults of every request, and a system prompt. */
export interface TextGeneratorInit extends GeneratorInit {
  /** The instructions in front of every prompt. @default none */
  systemPrompt?: string | null | undefined
  /** `completions` continues the prompt itself, without a chat template. @default 'chat' */
  endpoint?: 'chat' | 'completions' | undefined
}

/** What a prompt's call may bring; everything wins over the constructor's. */
export interface TextCall {
  /** Wins over the constructor's; '' and null fall back to it. */
  systemPrompt?: string | null | undefined
  generationKwargs?: GenerationKwargs | null | undefined
  streamingCallback?: StreamingCallback | null | undefined
  signal?: AbortSignal | undefined
}

/**
 * Text in, texts out, as Haystack's `TogetherAIGenerator`: a prompt, and a reply with its meta for each choice.
 *
 * @example
 * const { replies, meta } = await new TogetherAIGenerator().run('Name three rivers.')
 */
export class TogetherAIGenerator {
  readonly #init: TextGeneratorInit
  readonly #apiBaseUrl: string | null

  constructor(init: TextGeneratorInit = {}) {
    this.#init = { ...init }
    this.#apiBaseUrl = init.apiBaseUrl === undefined ? defaultApiBaseUrl : init.apiBaseUrl
  }

  /** Sends the prompt. `replies[i]` is the text of choice i, '' where it has none. Throws TogetherErrors. */
  async run(prompt: string, call: TextCall = {}): Promise<TextResult> {
    if (typeof prompt !== 'string') refuse(`A prompt must be a string, got ${kindOf(prompt)}.`)
    const init = this.#init
    const callback = callbackOf(call, init)
    const request = {
      connection: withDefaultKey(init),
      model: init.model ?? undefined,
      prompt,
      systemPrompt: call.systemPrompt || init.systemPrompt,
      endpoint: init.endpoint,
      generationKwargs: mergeKwargs(init.generationKwargs, call.generationKwargs),
      signal: call.signal,
    }
    const { runPrompt } = await loadEngine({ signal: call.signal, timeoutMs: init.timeoutMs })
    return runPrompt(request, callback)
  }

  /** Haystack's dict. Throws `serialization` for a token. */
  toDict(): Dict {
    return generatorToDict(textGeneratorType, { ...this.#init, apiBaseUrl: this.#apiBaseUrl }, null)
  }

  /** Reads Haystack's dict; `registry` has callbacks by import path. Throws `serialization`. */
  static fromDict(dict: object, registry: Registry = {}): TogetherAIGenerator {
    return new TogetherAIGenerator(generatorFromDict(textGeneratorType, dict, registry).init)
  }
}
