import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { createChunkFolder, foldChunks, StreamingChunk } from '../../src/core/index.js'

setFlagsFromString('--expose-gc')
const collectGarbage: () => void = runInNewContext('gc')

function chunk(content: string, more: object = {}): StreamingChunk {
  return StreamingChunk.fromDict({ content, meta: { model: 'm', index: 0 }, ...more })
}

function toolChunk(text: string, place: number): StreamingChunk {
  const call = { index: 0, id: place === 0 ? 'c' : null, tool_name: place === 0 ? 'f' : null, arguments: text }
  return chunk('', { index: 0, tool_calls: [call] })
}

/** Milliseconds for `count` pushes, with a look at the message every hundred. */
function timeOf(count: number): number {
  const chunks = Array.from({ length: count }, () => chunk('word '))
  const startedAt = performance.now()
  const folder = createChunkFolder()
  for (const [place, each] of chunks.entries()) {
    folder.push(each)
    if (place % 100 === 0) folder.message({ streaming: true })
  }
  expect(folder.message().text).toHaveLength(5 * count)
  return performance.now() - startedAt
}

describe('createChunkFolder', () => {
  it('gives what foldChunks gives', () => {
    const chunks = [chunk('Hel'), chunk('lo'), toolChunk('{"city":', 0), toolChunk('"Paris"}', 1)]
    const folder = createChunkFolder()
    for (const each of chunks) folder.push(each)
    expect(folder.message()).toEqual(foldChunks(chunks))
    expect(folder.message()).toMatchObject({ text: 'Hello', toolCall: { toolName: 'f', arguments: { city: 'Paris' } } })
  })

  it('keeps no chunks', async () => {
    const folder = createChunkFolder()
    const kept = Array.from({ length: 100 }, (_, place) => {
      const each = chunk(`word ${place} `)
      folder.push(each)
      return new WeakRef(each)
    })
    await new Promise((resolve) => setTimeout(resolve, 0)) // a WeakRef holds its target until the turn ends
    collectGarbage()
    expect(kept.filter((reference) => reference.deref() !== undefined)).toEqual([])
    expect(folder.message().text).toContain('word 99')
  })

  it('costs as much for the last chunk as for the first', () => {
    timeOf(20_000)
    const [short, long] = [Math.min(timeOf(20_000), timeOf(20_000)), Math.min(timeOf(80_000), timeOf(80_000))]
    expect(long / short).toBeLessThan(12) // 4 when linear, 16 when every chunk costs the text so far
  })
})
