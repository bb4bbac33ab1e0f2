import type { ControlledStream } from '../../../src/testing/index.js'

/** A piece of one choice, as the wire has it. */
export function piece(index: number, content: string, more: object = {}): object {
  return { choices: [{ index, delta: { content }, finish_reason: null }], ...more }
}

/** Sends a text for each choice, one event after the other. */
export async function say(stream: ControlledStream, ...texts: readonly string[]): Promise<void> {
  for (const [index, text] of texts.entries()) await stream.event(piece(index, text))
}

/** Ends these choices, each with a reason of its own. */
export async function end(stream: ControlledStream, indexes: readonly number[], finishReason = 'stop'): Promise<void> {
  for (const index of indexes) await stream.event({ choices: [{ index, delta: {}, finish_reason: finishReason }] })
}

/** Ends the reply, with the usage of all its choices. */
export async function finish(stream: ControlledStream, usage: object = { completion_tokens: 12 }): Promise<void> {
  await stream.event({ choices: [], usage })
  await stream.event('[DONE]')
  await stream.close()
}
