import { refuse } from '../http/TogetherError.js'
import type { ChatMessage } from '../messages/ChatMessage.js'
import { kindOf } from '../messages/kindOf.js'
import type { Connection } from './connection.js'
import type { StreamingCallback } from './delivery.js'
import { Secret } from './Secret.js'

/** Parameters of a request in Together AI's own names: `max_tokens`, `temperature`, … Unknown ones are sent too. */
// biome-ignore lint/suspicious/noExplicitAny: with unknown an interface of the caller's would not be assignable
export type GenerationKwargs = Readonly<Record<string, any>>

/** What generators take as a prompt. */
export type MessagesInput = readonly (ChatMessage | object)[] | string

/** Init and call kwargs, merged per key; the call wins, also with null. */
export function mergeKwargs(
  init: GenerationKwargs | null | undefined,
  call: GenerationKwargs | null | undefined,
): GenerationKwargs {
  return { ...init, ...call }
}

interface WithCallback {
  streamingCallback?: StreamingCallback | null | undefined
}

/** The call's callback, else the constructor's. Throws `invalid-argument` for what is no function. */
export function callbackOf(call: WithCallback, init: WithCallback): StreamingCallback | null {
  if (typeof call !== 'object' || call === null) refuse(`What a call brings must be an object, got ${kindOf(call)}.`)
  const callback = call.streamingCallback ?? init.streamingCallback ?? null
  if (callback === null || typeof callback === 'function') return callback
  return refuse(`streamingCallback must be a function, got ${kindOf(callback)}.`)
}

/** The generators' key comes from TOGETHER_API_KEY unless they are told otherwise. */
export function withDefaultKey<T extends Connection>(connection: T): T {
  return connection.apiKey === undefined ? { ...connection, apiKey: Secret.fromEnvVar('TOGETHER_API_KEY') } : connection
}

/** Messages as they are now: what the caller changes while a request is prepared is not sent. */
export function asGiven(messages: MessagesInput): MessagesInput {
  return Array.isArray(messages) ? messages.map(copied) : messages
}

function copied(message: ChatMessage | object): ChatMessage | object {
  try {
    return Object.isFrozen(message) ? message : structuredClone(message)
  } catch {
    return message // what cannot be copied is no message: that is said where it is read
  }
}
