import { describe, expect, it } from 'vitest'
import { ChatMessage, fileFrom, imageFrom } from '../../../src/core/index.js'
import { rejection } from '../support/generators.js'

const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0xff, 0xfb)
const base64 = 'iVBORw0KGgr/+w=='
const image = { type: 'image', base64Image: base64, mimeType: 'image/png', detail: null, meta: {}, validation: true }
const dataUrl = `data:image/png;base64,${base64}`

describe('an image', () => {
  it.each([
    ['a File', new File([png], 'cat.png', { type: 'image/png' })],
    ['a Blob', new Blob([png], { type: 'image/png' })],
    ['a Blob without a type', new Blob([png])],
    ['a data: URL', dataUrl],
    ['a data: URL with parameters', `data:image/png;name=cat.png;base64,${base64}`],
    ['a data: URL without a type', `data:;base64,${base64}`],
    ['a data: URL as an object', new URL(dataUrl)],
  ])('comes from %s', async (_, source) => {
    expect(await imageFrom(source)).toEqual(image)
  })

  it.each([
    ['a URL', 'https://example.com/cat.png'],
    ['a URL as an object', new URL('https://example.com/cat.png')],
  ])('is fetched from %s', async (_, source) => {
    const asked: string[] = []
    const fetch = async (url: string) => {
      asked.push(url)
      return new Response(png, { headers: { 'content-type': 'image/png; charset=binary' } })
    }
    expect(await imageFrom(source, { fetch })).toEqual(image)
    expect(asked).toEqual(['https://example.com/cat.png'])
  })

  it('has its type from its bytes where the server says none', async () => {
    expect(await imageFrom('https://example.com/cat', { fetch: async () => new Response(png) })).toEqual(image)
  })

  it('keeps how closely the model looks', async () => {
    expect(await imageFrom(dataUrl, { detail: 'low' })).toMatchObject({ detail: 'low' })
  })

  it('is read whole, however large it is', async () => {
    const bytes = new Uint8Array(200_000).map((_, at) => at % 251)
    bytes.set(png)
    const { base64Image } = await imageFrom(new Blob([bytes]))
    expect(Buffer.from(base64Image, 'base64').equals(bytes)).toBe(true)
  })

  it('is sent as a data: URL', async () => {
    expect(ChatMessage.fromUser(['What is it?', await imageFrom(new Blob([png]))]).toOpenAI()).toEqual({
      role: 'user',
      content: [
        { type: 'text', text: 'What is it?' },
        { type: 'image_url', image_url: { url: dataUrl } },
      ],
    })
  })

  it.each([
    ['another kind of file', new Blob(['hello'], { type: 'text/plain' })],
    ['an SVG', new Blob(['<svg/>'], { type: 'image/svg+xml' })],
    ['base64 which is none', 'data:image/png;base64,@@'],
    ['a number', 5 as unknown as string],
    ['nothing', null as unknown as string],
  ])('is refused: %s', async (_, source) => {
    expect(await rejection(imageFrom(source))).toMatchObject({ code: 'invalid-message' })
  })

  it('is an error where the server has none', async () => {
    const fetch = async () => new Response('', { status: 404 })
    const error = await rejection(imageFrom('https://example.com/cat.png', { fetch }))
    expect(error).toMatchObject({ code: 'network', status: 404 })
  })

  it('is an error where there is no connection, with its cause', async () => {
    const cause = new TypeError('Failed to fetch')
    const fetch = async () => Promise.reject(cause)
    const error = await rejection(imageFrom('https://example.com/cat.png', { fetch }))
    expect(error).toMatchObject({ code: 'network', cause })
  })
})

describe('a file', () => {
  const text = { type: 'file', base64Data: 'aGk=', mimeType: 'text/plain', extra: {}, validation: true }

  it('has the name of a File', async () => {
    const file = new File(['hi'], 'notes.txt', { type: 'text/plain' })
    expect(await fileFrom(file)).toEqual({ ...text, filename: 'notes.txt' })
    expect(await fileFrom(file, { filename: 'other.txt' })).toEqual({ ...text, filename: 'other.txt' })
  })

  it('has no name otherwise', async () => {
    expect(await fileFrom(new Blob(['hi'], { type: 'text/plain' }))).toEqual({ ...text, filename: null })
    expect(await fileFrom('data:text/plain;base64,aGk=')).toEqual({ ...text, filename: null })
  })

  it('may be of any type, and of none', async () => {
    expect(await fileFrom(new Blob(['hi'], { type: 'application/x-mine' }))).toMatchObject({
      mimeType: 'application/x-mine',
    })
    expect(await fileFrom(new Blob(['hi']))).toMatchObject({ mimeType: null })
    expect(await fileFrom(new Blob(['%PDF-1.7']))).toMatchObject({ mimeType: 'application/pdf' })
  })

  it('may be empty', async () => {
    expect(await fileFrom(new File([], 'empty.txt', { type: 'text/plain' }))).toMatchObject({ base64Data: '' })
  })
})
