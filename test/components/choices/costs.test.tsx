import '@testing-library/jest-dom/vitest'
import { render, screen, within } from '@testing-library/react'
import { expect, it } from 'vitest'
import { ChatRoot, MessageList, MessageMeta } from '../../../src/components/index.js'
import { completeChunk } from '../../../src/core/stream/StreamingChunk.js'
import { type ChatTransport, compareModels, createChat } from '../../../src/hooks/index.js'
import { childIds } from '../../../src/store/tree.js'

const prices = { cheap: { input: 1, output: 2 }, dear: { input: 10, output: 20 } }
const usage = { prompt_tokens: 1000, completion_tokens: 500 }

const transport: ChatTransport = {
  async *stream({ model }) {
    const isSilent = model === 'silent'
    yield completeChunk({
      content: `From ${model}`,
      meta: { model, index: 0, finish_reason: 'stop', ...(isSilent ? {} : { usage }) },
      finishReason: 'stop',
    })
  },
}

async function compared(...models: readonly string[]) {
  const chat = createChat({ ...compareModels(models, transport), prices })
  await chat.sendMessage('Why?')
  return chat
}

it('says beside each model what that one cost', async () => {
  const chat = await compared('cheap', 'dear')
  render(
    <ChatRoot chat={chat}>
      <MessageList />
    </ChatRoot>,
  )
  await screen.findByRole('radiogroup')
  const costOf = (name: string) => within(screen.getByRole('group', { name })).getAllByText(/\$/)[0]?.textContent
  expect(costOf('cheap')).toBe('≈ $0.002')
  expect(costOf('dear')).toBe('≈ $0.02')
})

it('says no cost of a model which did not say what it used, or has no price', async () => {
  const chat = await compared('cheap', 'silent', 'unknown')
  const { tree } = chat.store.getState()
  const replies = childIds(tree, chat.view().messageIds[0] ?? null).flatMap((id) => tree.nodes.get(id) ?? [])
  render(
    <ChatRoot chat={chat}>
      {replies.map((reply) => (
        <section key={reply.id} aria-label={reply.message.text ?? ''}>
          <MessageMeta message={reply} />
        </section>
      ))}
    </ChatRoot>,
  )
  const saysCost = (name: string) => screen.getByRole('region', { name: `From ${name}` }).textContent?.includes('$')
  expect([saysCost('cheap'), saysCost('silent'), saysCost('unknown')]).toEqual([true, false, false])
})
