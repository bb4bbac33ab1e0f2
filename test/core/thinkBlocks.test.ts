import { describe, expect, it } from 'vitest'
import { type ChatMessage, createChunkFolder, StreamingChunk } from '../../src/core/index.js'
import { jsonAnswer } from './support/answers.js'
import { generatorOver } from './support/generators.js'

const chunk = (content: string, more: object = {}) =>
  StreamingChunk.fromDict({ content, meta: { model: 'm', index: 0 }, index: 0, ...more })

function partsOf(message: ChatMessage | undefined): unknown[] {
  return [message?.reasoning?.reasoningText ?? null, message?.text ?? null]
}

/** Reasoning and text of a reply which came in these pieces. */
function folded(...pieces: string[]): unknown[] {
  const folder = createChunkFolder()
  for (const piece of pieces) folder.push(chunk(piece))
  return partsOf(folder.message())
}

/** The same of a reply which came as a whole. */
async function whole(message: object): Promise<unknown[]> {
  const choices = [{ index: 0, finish_reason: 'stop', message }]
  const { replies } = await generatorOver(() => jsonAnswer({ model: 'm', choices })).run('hi')
  return partsOf(replies[0])
}

const texts: readonly (readonly [text: string, reasoning: string | null, answer: string | null])[] = [
  ['<think>why</think>because', 'why', 'because'],
  [' \n<think>\n why \n</think>\n\n because \n', 'why', 'because'],
  ['<think></think>because', null, 'because'],
  ['<think> </think> because', null, 'because'],
  ['<think>why', 'why', null],
  ['<think>why</think>', 'why', null],
  ['<think>why</thin', 'why</thin', null],
  ['<think>a</think>b</think>c', 'a', 'b</think>c'],
  ['<think>a</think>b<think>c</think>d', 'a', 'b<think>c</think>d'],
  ['<thi', null, '<thi'],
  ['<thinker>no</thinker>', null, '<thinker>no</thinker>'],
  ['so <think>why</think>', null, 'so <think>why</think>'],
  [' plain ', null, ' plain '],
]

describe('a think block', () => {
  it.each(texts)('%j has the reasoning %j and the text %j, cut at every place', (text, reasoning, answer) => {
    expect(folded(text)).toEqual([reasoning, answer])
    for (let cut = 0; cut <= text.length; cut++)
      expect(folded(text.slice(0, cut), text.slice(cut))).toEqual([reasoning, answer])
    expect(folded(...text)).toEqual([reasoning, answer])
  })

  it.each(texts)('%j is split in the same way when it comes as a whole', async (content, reasoning, answer) => {
    expect(await whole({ content })).toEqual([reasoning, answer ?? ''])
  })

  it('follows reasoning of its own field after a blank line', async () => {
    const folder = createChunkFolder()
    folder.push(chunk('', { reasoning: { reasoning_text: 'given' } }))
    folder.push(chunk('<think>written</think>answer'))
    expect(partsOf(folder.message())).toEqual(['given\n\nwritten', 'answer'])
    const message = { reasoning: 'given', content: '<think>written</think>answer' }
    expect(await whole(message)).toEqual(['given\n\nwritten', 'answer'])
  })

  it('which is empty adds nothing to reasoning of its own field', async () => {
    const folder = createChunkFolder()
    folder.push(chunk('<think></think>answer', { reasoning: { reasoning_text: 'given' } }))
    expect(partsOf(folder.message())).toEqual(['given', 'answer'])
    expect(await whole({ reasoning: 'given', content: '<think></think>answer' })).toEqual(['given', 'answer'])
  })

  it('stands alone after empty reasoning of its own field', () => {
    const folder = createChunkFolder()
    folder.push(chunk('<think>written</think>', { reasoning: { reasoning_text: '' } }))
    expect(partsOf(folder.message())).toEqual(['written', null])
  })
})
