import { describe, expect, it } from 'vitest'
import { ChatMessage } from '../../src/core/index.js'
import { attachmentsFrom } from '../../src/store/attachments.js'
import { chatOver } from './chat.js'

const png = Uint8Array.from(
  atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='),
  (char) => char.charCodeAt(0),
)
const refused = (work: Promise<unknown>) => work.then(() => null).catch(({ code, message }) => ({ code, message }))

describe('attachments without a browser', () => {
  it('are parts: images as they are, files with their names', async () => {
    const parts = await attachmentsFrom([
      new File([png], 'dot.png', { type: 'image/png' }),
      new File(['a,b'], 'table.csv', { type: 'text/csv' }),
    ])
    expect(parts).toMatchObject([
      { type: 'image', mimeType: 'image/png' },
      { type: 'file', mimeType: 'text/csv', filename: 'table.csv' },
    ])
  })

  it('are refused by name where they are too many, too large, empty, or of an unknown kind of image', async () => {
    const file = (size: number, name = 'a.txt', type = 'text/plain') => new File(['x'.repeat(size)], name, { type })
    expect(await refused(attachmentsFrom([file(1), file(1)], { maxFiles: 1 }))).toEqual({
      code: 'too-large',
      message: '2 files are too many: 1 can be sent.',
    })
    expect(await refused(attachmentsFrom([file(3_000_000)], { maxFileBytes: 1024 * 1024 }))).toEqual({
      code: 'too-large',
      message: 'a.txt has 2.9 MiB; 1.0 MiB can be sent.',
    })
    expect(await refused(attachmentsFrom([file(0)]))).toEqual({ code: 'invalid-message', message: 'a.txt is empty.' })
    expect(await refused(attachmentsFrom([file(9, 'a.heic', 'image/heic')]))).toEqual({
      code: 'invalid-message',
      message: 'a.heic cannot be read as an image here.',
    })
  })

  it('of a refused send are an error of that send alone: nothing is sent, the thread stays', async () => {
    const { chat, bodies } = chatOver(async () => new Response('no'))
    const sent = await chat.sendMessage({ text: 'look', files: [new File([], 'empty.png', { type: 'image/png' })] })
    expect(sent).toMatchObject({ status: 'error', error: { code: 'invalid-message' } })
    expect([chat.view().messages, bodies]).toEqual([[], []])
  })

  it('leave a message which has a file part already alone', async () => {
    const { chat, bodies } = chatOver(async () => Response.json({ error: { message: 'no' } }, { status: 400 }))
    await chat.sendMessage(
      ChatMessage.fromUser(['Read', { type: 'file', base64Data: btoa('a'), mimeType: 'text/plain' }]),
    )
    expect(bodies[0]?.messages[0]?.content).toMatchObject([{ type: 'text' }, { type: 'file' }])
  })
})
