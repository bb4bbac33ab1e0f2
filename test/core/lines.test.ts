import { describe, expect, it } from 'vitest'
import type { StreamingChunk } from '../../src/core/index.js'
import { createLineDecoder } from '../../src/core/stream/createLineDecoder.js'
import { bodyOf, everyByte } from './support/answers.js'
import { generatorOver, rejection } from './support/generators.js'

/** One line of what `toReadableStream()` of Together AI's SDK makes. */
function line(content: string, finishReason: string | null = null): string {
  return JSON.stringify({ model: 'm', choices: [{ index: 0, delta: { content }, finish_reason: finishReason }] })
}

const bytesOf = (text: string) => new TextEncoder().encode(text)

async function read(text: string, contentType = 'application/x-ndjson', isCut = false) {
  const body = bodyOf(isCut ? everyByte(bytesOf(text)) : [bytesOf(text)])
  const answer = () => new Response(body, { headers: contentType === '' ? {} : { 'content-type': contentType } })
  const chunks: StreamingChunk[] = []
  const streamingCallback = (chunk: StreamingChunk) => void chunks.push(chunk)
  const { replies } = await generatorOver(answer).run('hi', { streamingCallback })
  return { replies, contents: chunks.map(({ content }) => content) }
}

describe('a stream of lines', () => {
  const text = `${line('Grüße ')}\n${line('👋')}\n${line('', 'stop')}\n`

  it.each(['application/x-ndjson', 'application/jsonl', 'application/octet-stream', ''])(
    'is read as a reply (%j)',
    async (contentType) => {
      const { replies, contents } = await read(text, contentType)
      expect(replies).toMatchObject([{ text: 'Grüße 👋', meta: { finish_reason: 'stop' } }])
      expect(contents).toEqual(['Grüße ', '👋', ''])
    },
  )

  it('gives the same byte by byte', async () => {
    const { replies, contents } = await read(text, undefined, true)
    expect(replies[0]?.text).toBe('Grüße 👋')
    expect(contents).toEqual(['Grüße ', '👋', ''])
  })

  it('may end without a line break', async () => {
    expect((await read(text.trimEnd(), undefined, true)).replies[0]?.text).toBe('Grüße 👋')
  })

  it('may have blank lines and carriage returns', async () => {
    const { contents } = await read(`\r\n${line('a')}\r\n\r\n  \n${line('b', 'stop')}\r\n`)
    expect(contents).toEqual(['a', 'b'])
  })

  it('which ends without a finish reason is truncated', async () => {
    const error = await rejection(read(`${line('Half')}\n`))
    expect(error).toMatchObject({ code: 'truncated', partial: { replies: [{ text: 'Half' }] } })
  })

  it('has a replacement for a character which the end cut', () => {
    const decoder = createLineDecoder()
    expect(decoder.feed(Uint8Array.of(0x22, 0xc3))).toEqual([])
    expect(decoder.end()).toEqual([{ event: 'message', data: '"\uFFFD', id: '' }])
  })
})

describe('a line', () => {
  it('of the bound’s length is read, one character more is a limit error', () => {
    const decoder = createLineDecoder(10)
    expect(decoder.feed(bytesOf('x'.repeat(5)))).toEqual([])
    expect(decoder.feed(bytesOf('x'.repeat(5)))).toEqual([])
    expect(decoder.feed(bytesOf('\n'))).toMatchObject([{ data: 'x'.repeat(10) }])
    expect(decoder.feed(bytesOf('y'.repeat(10)))).toEqual([])
    expect(() => decoder.feed(bytesOf('y'))).toThrow(expect.objectContaining({ code: 'limit' }))
  })

  it('has 16 MiB by default', () => {
    const decoder = createLineDecoder()
    expect(decoder.feed(bytesOf('x'.repeat(16 * 1024 * 1024)))).toEqual([])
    expect(() => decoder.feed(bytesOf('x'))).toThrow(expect.objectContaining({ code: 'limit' }))
  })
})

describe('the bound of a line', () => {
  it('holds for a whole line in one piece too', () => {
    const line = new TextEncoder().encode(`${'x'.repeat(1000)}\n`)
    expect(() => createLineDecoder(10).feed(line)).toThrowError(expect.objectContaining({ code: 'limit' }))
  })
})
