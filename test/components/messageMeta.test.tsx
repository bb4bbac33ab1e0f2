import '@testing-library/jest-dom/vitest'
import { render, screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { MessageMeta } from '../../src/components/index.js'
import { ChatMessage, type MessageTiming } from '../../src/hooks/index.js'

const timing: MessageTiming = { startedAt: 1000, firstTokenAt: 2200, finishedAt: 5914, chunks: 300 }
const model = 'meta-llama/Llama-3.3-70B-Instruct-Turbo'

function show(meta: object, when: MessageTiming | null = timing): string[] {
  const { container } = render(
    <MessageMeta message={{ message: ChatMessage.fromAssistant('Hi', { meta }), timing: when }} />,
  )
  return [...container.querySelectorAll('[data-reading]')].map((reading) => reading.textContent?.trim() ?? '')
}

function detail(label: string): string | null | undefined {
  return screen.queryByText(label)?.parentElement?.querySelector('dd')?.textContent
}

describe('MessageMeta', () => {
  it('says time to first token, speed, tokens, model and finish reason', () => {
    const line = show({ model, finish_reason: 'stop', usage: { completion_tokens: 312 } })
    expect(line).toEqual(['1.2 s', '84 tok/s', '312 tokens', 'Llama-3.3-70B', 'stop'])
  })

  it('leaves out what is not known, and never shows 0', () => {
    expect(show({ model, usage: { completion_tokens: 0, cached_tokens: 0 } }, null)).toEqual(['Llama-3.3-70B'])
    expect(detail('Cached tokens')).toBeUndefined()
  })

  it('shows nothing when nothing is known', () => {
    const { container } = render(<MessageMeta message={{ message: ChatMessage.fromAssistant('Hi'), timing: null }} />)
    expect(container).toBeEmptyDOMElement()
  })

  it('takes the speed from the chunks as long as there is no usage', () => {
    expect(show({}, { startedAt: 0, firstTokenAt: 1000, finishedAt: 3000, chunks: 100 })).toEqual(['1 s', '50 tok/s'])
  })

  it('reads flat usage keys', () => {
    show({ model, usage: { prompt_tokens: 1204, completion_tokens: 2, cached_tokens: 1024 } })
    expect(detail('Prompt tokens')).toBe('1,204')
    expect(detail('Cached tokens')).toBe('1,024')
  })

  it('reads nested usage keys', () => {
    const usage = { prompt_tokens_details: { cached_tokens: 7 }, completion_tokens_details: { reasoning_tokens: 9 } }
    show({ model, usage })
    expect(detail('Cached tokens')).toBe('7')
    expect(detail('Reasoning tokens')).toBe('9')
  })

  it('has model, id, seed and warnings on demand, without deceiving characters', () => {
    show({ model, id: 'a\u202Eb', seed: 42, warnings: ['one', 'two'] })
    expect(detail('Model')).toBe(model)
    expect(detail('Id')).toBe('ab')
    expect(detail('Seed')).toBe('42')
    expect(detail('Warnings')).toBe('one two')
  })

  it('survives a meta of any shape', () => {
    expect(show({ usage: 'many', model: 7, warnings: 'no', seed: {}, finish_reason: [] }, null)).toEqual([])
  })
})
