import { refuse } from '../http/TogetherError.js'
import { ChatMessage } from '../messages/ChatMessage.js'
import { kindOf } from '../messages/normaliseParts.js'
import type { ReplyMeta } from '../stream/ReplyMeta.js'
import type { StreamingCallback } from './delivery.js'
import type { GenerationKwargs } from './requestBody.js'
import { type GeneratorInit, TogetherAIChatGenerator } from './TogetherAIChatGenerator.js'

export interface TextGeneratorInit extends GeneratorInit {
  /** The instructions in front of every prompt. @default none */
  systemPrompt?: string | null | undefined
}

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
  readonly #chat: TogetherAIChatGenerator
  readonly #systemPrompt: string | null

  constructor(init: TextGeneratorInit = {}) {
    const { systemPrompt, ...rest } = init
    this.#chat = new TogetherAIChatGenerator(rest)
    this.#systemPrompt = systemPrompt ?? null
  }

  /** Sends the prompt. `replies[i]` is the text of choice i, '' where it has none; `meta[i]` is its meta. */
  async run(prompt: string, call: TextCall = {}): Promise<{ replies: string[]; meta: ReplyMeta[] }> {
    if (typeof prompt !== 'string') refuse(`A prompt must be a string, got ${kindOf(prompt)}.`)
    const { systemPrompt, ...rest } = call
    const system = systemPrompt || this.#systemPrompt
    const messages = [...(system ? [ChatMessage.fromSystem(system)] : []), ChatMessage.fromUser(prompt)]
    const { replies } = await this.#chat.run(messages, rest)
    return { replies: replies.map((reply) => reply.text ?? ''), meta: replies.map((reply) => reply.meta) }
  }
}
