import { expect, it, vi } from 'vitest'
import { onReaderSends } from '../../src/components/list/onReaderSends.js'
import { createChat, createTogetherTransport } from '../../src/hooks/index.js'
import { createSimulator } from '../../src/testing/index.js'

it('tells of what the reader sends, and not of what waited in the queue', async () => {
  const simulator = createSimulator({ tokensPerSecond: Number.POSITIVE_INFINITY })
  const transport = createTogetherTransport({
    baseUrl: 'https://relay.test',
    fetch: (input, init) => simulator(new Request(input, init)),
  })
  const chat = createChat({ transport })
  const told = vi.fn()
  onReaderSends(chat, told)
  await Promise.all([chat.sendMessage('One'), chat.sendMessage('Two')])
  expect(told).toHaveBeenCalledTimes(1)
  await chat.sendMessage('Three')
  expect(told).toHaveBeenCalledTimes(2)
  await chat.regenerate()
  expect(told).toHaveBeenCalledTimes(3)
})
