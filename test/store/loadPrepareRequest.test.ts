import { beforeEach, describe, expect, it, vi } from 'vitest'

const part = '../../src/store/prepareRequest.js'

beforeEach(() => {
  vi.resetModules()
  vi.doUnmock(part)
})

async function freshChat() {
  const { createChat } = await import('../../src/store/index.js')
  const { completeChunk } = await import('../../src/core/stream/StreamingChunk.js')
  const asked = vi.fn()
  const transport = {
    async *stream() {
      asked()
      yield completeChunk({ content: 'Because.', meta: { index: 0 } })
    },
  }
  return { chat: createChat({ transport }), asked }
}

describe("the part which writes a chat's requests", () => {
  it('is loaded by the first send, and not before', async () => {
    const loaded = vi.fn()
    vi.doMock(part, (importOriginal) => {
      loaded()
      return importOriginal()
    })
    const { chat } = await freshChat()
    chat.export()
    expect(loaded).not.toHaveBeenCalled()
    await chat.sendMessage('Why?')
    await chat.sendMessage('And why that?')
    expect(loaded).toHaveBeenCalledTimes(1)
  })

  it('is an error of the reply where it cannot be loaded: the question stays, and trying again loads it', async () => {
    let left = 1
    vi.doMock(part, (importOriginal) => {
      if (left-- > 0) throw new TypeError('Failed to fetch dynamically imported module')
      return importOriginal()
    })
    const { chat, asked } = await freshChat()
    const failed = await chat.sendMessage('Why?')
    expect(failed).toMatchObject({ status: 'error', error: { code: 'network', retryable: true } })
    expect(chat.view().messages[0]?.message.text).toBe('Why?')
    expect(asked).not.toHaveBeenCalled()
    expect((await chat.retry()).message.text).toBe('Because.')
    expect(chat.view().messages.map(({ message }) => message.role)).toEqual(['user', 'assistant'])
  })

  it('holds nobody who stops while it is loading', async () => {
    vi.doMock(part, () => new Promise(() => {}))
    const { chat, asked } = await freshChat()
    const sent = chat.sendMessage('Why?')
    chat.stop()
    expect((await sent).status).toBe('stopped')
    expect(chat.view().status).toBe('ready')
    expect(asked).not.toHaveBeenCalled()
  })

  it('is there at once where together-react/engine was imported', async () => {
    await import('../../src/store/provideEngine.js')
    vi.doMock(part, () => {
      throw new TypeError('Failed to fetch dynamically imported module')
    })
    const { chat } = await freshChat()
    expect((await chat.sendMessage('Why?')).message.text).toBe('Because.')
  })
})
