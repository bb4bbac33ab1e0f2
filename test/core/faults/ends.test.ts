import { describe, expect, it, vi } from 'vitest'
import { Tool } from '../../../src/core/index.js'
import type { ChatCallbacks, ChatOptions } from '../../../src/store/index.js'
import { deltaEvent, done, event, streamed, textEvent } from '../support/answers.js'
import { chatWith, resultOf } from './chat.js'
import { realNow } from './clock.js'
import { startServer } from './server.js'

/** Sends a message which is answered by this text and a clean end. */
async function send(text: string, options: Partial<ChatOptions> = {}) {
  const server = await startServer((exchange) => {
    exchange.stream(text)
    exchange.end()
  })
  const chat = chatWith(server, {}, options)
  return { reply: await chat.sendMessage('hi'), chat, server }
}

function callEvent(text: string, finishReason: string | null = null): string {
  const call = { index: 0, id: 'call_1', type: 'function', function: { name: 'weather', arguments: text } }
  return deltaEvent({ tool_calls: [call] }, { finish_reason: finishReason })
}

function weather() {
  const execute = vi.fn(() => 'sunny')
  return { execute, tools: [new Tool({ name: 'weather', description: '', parameters: { type: 'object' }, execute })] }
}

describe('the end of a stream', () => {
  it('N04 a clean end without finish reason is truncated, the text is kept', async () => {
    const { reply, server } = await send(textEvent('Half a'))
    expect(resultOf(reply)).toEqual({ status: 'interrupted', code: 'truncated', text: 'Half a' })
    expect(server.exchanges).toHaveLength(1)
  })

  it('N04 the tool calls of a truncated turn do not run', async () => {
    const { execute, tools } = weather()
    const { reply, chat, server } = await send(callEvent('{"city":"Paris"}'), { tools })
    expect(resultOf(reply)).toMatchObject({ status: 'interrupted', code: 'truncated' })
    expect(chat.view().toolCalls).toMatchObject([{ name: 'weather', status: 'aborted' }])
    expect(execute).not.toHaveBeenCalled()
    expect(server.exchanges).toHaveLength(1)
  })

  it('N05 a finish reason without [DONE] is complete', async () => {
    const { reply } = await send(`${textEvent('Hello')}${textEvent('', 'stop')}`)
    expect(resultOf(reply)).toEqual({ status: 'complete', code: null, text: 'Hello' })
  })

  it('N06 [DONE] without a finish reason is complete, the reason is unknown', async () => {
    const onFinish = vi.fn<NonNullable<ChatCallbacks['onFinish']>>()
    const { reply } = await send(`${textEvent('Hello')}${done}`, { onFinish })
    expect(resultOf(reply)).toEqual({ status: 'complete', code: null, text: 'Hello' })
    expect(onFinish).toHaveBeenCalledWith(expect.objectContaining({ finishReason: null }))
  })

  it('N06 an open tool call at [DONE] without a finish reason is truncated and does not run', async () => {
    const { execute, tools } = weather()
    const { reply, chat } = await send(`${callEvent('{"city":"Par')}${done}`, { tools })
    expect(resultOf(reply)).toMatchObject({ status: 'interrupted', code: 'truncated' })
    expect(chat.view().toolCalls).toMatchObject([{ name: 'weather', status: 'aborted' }])
    expect(execute).not.toHaveBeenCalled()
  })

  it('N07 the last event counts without its blank line', async () => {
    const usage = { prompt_tokens: 3, completion_tokens: 2, total_tokens: 5 }
    const last = event({ model: 'm', choices: [{ index: 0, delta: { content: '!' }, finish_reason: 'stop' }], usage })
    const { reply } = await send(`${textEvent('Hello')}${last.trimEnd()}`)
    expect(resultOf(reply)).toEqual({ status: 'complete', code: null, text: 'Hello!' })
    expect(reply.message.meta).toMatchObject({ finish_reason: 'stop', usage })
  })

  it('N08 a server which keeps the connection open after [DONE] is left within 50 ms', async () => {
    const sentAt: number[] = []
    const server = await startServer((exchange) => {
      sentAt.push(realNow())
      exchange.stream(streamed('Hello'))
    })
    const waits: number[] = []
    for (let round = 0; round < 5; round++) {
      expect(resultOf(await chatWith(server).sendMessage('hi'))).toMatchObject({ status: 'complete', text: 'Hello' })
      waits.push(realNow() - (sentAt[round] ?? 0))
      await server.exchanges[round]?.closed
    }
    expect(Math.min(...waits)).toBeLessThan(50)
  })

  it.each(['data: [DONE]x\n\n', 'data: [DONE]\ndata: more\n\n'])('N09 %j is not the end', async (event) => {
    const { reply } = await send(`${textEvent('Hello')}${event}${textEvent(' late', 'stop')}${done}`)
    expect(resultOf(reply)).toEqual({ status: 'error', code: 'protocol', text: 'Hello' })
  })

  it('N09 a token "[DONE]" is text', async () => {
    const { reply } = await send(`${textEvent('say ')}${textEvent('[DONE]')}${textEvent(' again', 'stop')}${done}`)
    expect(resultOf(reply)).toEqual({ status: 'complete', code: null, text: 'say [DONE] again' })
  })
})
