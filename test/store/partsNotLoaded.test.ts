import { beforeEach, expect, it, vi } from 'vitest'

const parts = { files: '../../src/store/attachments.js', schemas: '../../src/store/structured.js' }

beforeEach(() => {
  vi.resetModules()
  for (const part of Object.values(parts)) vi.doUnmock(part)
})

/** As when the page lost its network for a moment. */
function failsOnce(part: string): void {
  let left = 1
  vi.doMock(part, (importOriginal) => {
    if (left-- > 0) throw new TypeError('Failed to fetch dynamically imported module')
    return importOriginal()
  })
}

async function freshChat(options: object = {}) {
  const { createChat } = await import('../../src/store/index.js')
  const { completeChunk } = await import('../../src/core/stream/StreamingChunk.js')
  const transport = {
    async *stream() {
      yield completeChunk({ content: '{}', finishReason: 'stop', meta: { index: 0 } })
    },
  }
  return createChat({ transport, ...options })
}

it('a file is not called a bad one where the part which reads files does not load: it can be sent again', async () => {
  failsOnce(parts.files)
  const chat = await freshChat()
  const message = { text: 'look', files: [new File(['a'], 'a.txt', { type: 'text/plain' })] }
  expect((await chat.sendMessage(message)).error).toMatchObject({ code: 'network', retryable: true })
  expect((await chat.sendMessage(message)).status).toBe('complete')
})

it('a file of the composer neither: it can be attached again', async () => {
  failsOnce(parts.files)
  const { draftOf } = await import('../../src/hooks/composerDraft.js')
  const draft = draftOf(await freshChat())
  const files = [new File(['a'], 'a.txt', { type: 'text/plain' })]
  expect(await draft.attach(files)).toEqual([])
  expect(draft.get().problem).toMatchObject({ error: { code: 'network', retryable: true }, fileName: 'a.txt' })
  expect(await draft.attach(files)).toMatchObject([{ part: { type: 'file' } }])
})

it('a reply whose format needs a part which does not load can be tried again', async () => {
  failsOnce(parts.schemas)
  const chat = await freshChat({ responseFormat: { type: 'json_object' } })
  expect((await chat.sendMessage('Why?')).error).toMatchObject({ code: 'network', retryable: true })
  expect((await chat.retry()).status).toBe('complete')
})
