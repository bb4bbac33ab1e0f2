import { expect, it } from 'vitest'
import type { FinishReason, StreamingChunk } from '../../src/core/index.js'
import { done, event, streamAnswer } from './support/answers.js'
import { generatorOver } from './support/generators.js'

/** The finish reason of a chunk, and of the reply, when the server sends this. */
async function reasonsOf(finish_reason: unknown): Promise<[FinishReason | null | undefined, unknown]> {
  const text = event({ model: 'm', choices: [{ index: 0, delta: { content: 'a' }, finish_reason }] })
  const chunks: StreamingChunk[] = []
  const streamingCallback = (chunk: StreamingChunk) => void chunks.push(chunk)
  const { replies } = await generatorOver(() => streamAnswer(`${text}${done}`)).run('hi', { streamingCallback })
  return [chunks[0]?.finishReason, replies[0]?.meta.finish_reason]
}

it.each([
  ['stop', 'stop'],
  ['eos', 'stop'],
  ['length', 'length'],
  ['tool_calls', 'tool_calls'],
  ['function_call', 'tool_calls'],
  ['content_filter', 'content_filter'],
  ['something_new', null],
  ['toString', null],
])('%j reads as %j, and stays raw in the reply', async (raw, mapped) => {
  expect(await reasonsOf(raw)).toEqual([mapped, raw])
})

it.each([7, true, { reason: 'stop' }, [['stop']]])('%j is no finish reason', async (raw) => {
  expect(await reasonsOf(raw)).toEqual([null, null])
})
