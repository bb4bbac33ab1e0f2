import { render } from '@testing-library/react'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { Markdown } from '../../../src/components/index.js'
import {
  createMarkdownReader,
  type MarkdownReader,
} from '../../../src/components/markdown/parse/createMarkdownReader.js'
import { longAnswer } from './longAnswer.js'

// What a growing text costs is counted, not timed: characters which are lexed, and blocks which render.
const counts = vi.hoisted(() => ({ lexed: 0, rendered: 0 }))

vi.mock('../../../src/components/markdown/parse/lexInline.js', async (load) => {
  const whole = await load<typeof import('../../../src/components/markdown/parse/lexInline.js')>()
  return {
    ...whole,
    lexInline: (...call: Parameters<typeof whole.lexInline>) => {
      counts.lexed += call[0].length
      return whole.lexInline(...call)
    },
  }
})

vi.mock('../../../src/components/markdown/renderInline.js', async (load) => {
  const whole = await load<typeof import('../../../src/components/markdown/renderInline.js')>()
  return {
    ...whole,
    renderInline: (...call: Parameters<typeof whole.renderInline>) => {
      counts.rendered += 1
      return whole.renderInline(...call)
    },
  }
})

const charactersOfToken = 4
/** 2,000 tokens a second, at 60 frames a second. */
const step = Math.round((2000 / 60) * charactersOfToken)

interface Cost {
  /** Characters. */
  readonly lexed: number
  /** Texts inside of blocks. */
  readonly rendered: number
  /** Nodes of the page which came, went or changed. */
  readonly changed: number
}

/** Grows a mounted text, and gives what each step cost. */
async function grow(text: string): Promise<Cost[]> {
  const costs: Cost[] = []
  const { container, rerender, unmount } = render(<Markdown text="" isStreaming />)
  const observer = new MutationObserver(() => {})
  observer.observe(container, { childList: true, characterData: true, subtree: true })
  for (let length = step; length < text.length + step; length += step) {
    const before = { ...counts }
    rerender(<Markdown text={text.slice(0, length)} isStreaming />)
    const changed = observer.takeRecords().length
    costs.push({ lexed: counts.lexed - before.lexed, rendered: counts.rendered - before.rendered, changed })
  }
  unmount()
  return costs
}

const total = (costs: readonly Cost[], kind: keyof Cost) => costs.reduce((sum, cost) => sum + cost[kind], 0)

describe('A text which grows at 2,000 tokens a second', () => {
  beforeEach(() => Object.assign(counts, { lexed: 0, rendered: 0 }))

  it('is lexed at most three times in all', async () => {
    const text = longAnswer(10_000 * charactersOfToken)
    const costs = await grow(text)
    expect(total(costs, 'lexed')).toBeGreaterThan(text.length / 3)
    expect(total(costs, 'lexed')).toBeLessThan(2 * text.length)
  })

  it.each([
    ['an answer', longAnswer(60_000)],
    [
      'one list',
      Array.from({ length: 900 }, (_, item) => `- Item **${item}** of a list which goes on and on`).join('\n'),
    ],
    [
      'a list in a list',
      `- Outer\n${Array.from({ length: 900 }, (_, item) => `  - Item **${item}** of the inner list`).join('\n')}`,
    ],
    [
      'one table',
      `| a | b |\n|--|--|\n${Array.from({ length: 900 }, (_, row) => `| Row **${row}** | of a table |`).join('\n')}`,
    ],
    ['one quote', Array.from({ length: 450 }, (_, line) => `> Quoted **${line}** by somebody\n>`).join('\n')],
    [
      'one code',
      `\`\`\`js\n${Array.from({ length: 900 }, (_, line) => `let line${line} = ${line} // a comment`).join('\n')}`,
    ],
    [
      'one paragraph of many pages',
      Array.from({ length: 900 }, (_, line) => `Line **${line}** of a text without an end`).join(' '),
    ],
  ])('costs the same at its end as at its beginning: %s', async (_, text) => {
    const costs = await grow(text)
    const quarter = Math.floor(costs.length / 4)
    const [first, last] = [costs.slice(quarter, 2 * quarter), costs.slice(-quarter)]
    for (const kind of ['lexed', 'rendered', 'changed'] as const)
      expect(total(last, kind), kind).toBeLessThanOrEqual(1.3 * total(first, kind) + 20)
    // A paragraph of many pages is cut now and then.
    expect(costs.filter(({ changed }) => changed > 60).length).toBeLessThan(costs.length / 50)
  })
})

describe('The reading of a text which grows', () => {
  const text = longAnswer(40_000)
  const blocksOf = (reader: MarkdownReader, length: number) => reader.read(text.slice(0, length), true).blocks

  it('keeps every finished block, and every full group of them', () => {
    const reader = createMarkdownReader()
    const before = blocksOf(reader, 20_000)
    const after = blocksOf(reader, 40_000)
    expect(before.length).toBeGreaterThan(3)
    for (const [place, group] of before.slice(0, -1).entries()) expect(after[place]).toBe(group)
    const last = before.at(-1)?.slice(0, -1) ?? []
    expect(after[before.length - 1]?.slice(0, last.length)).toEqual(last)
    for (const [place, block] of last.entries()) expect(after[before.length - 1]?.[place]).toBe(block)
  })

  it('reads a text again only when it is another one', () => {
    const reader = createMarkdownReader()
    expect(blocksOf(reader, 30_000)).toBe(blocksOf(reader, 30_000))
    expect(reader.read('other', true).blocks).toHaveLength(1)
    expect(blocksOf(reader, 30_000)).toEqual(createMarkdownReader().read(text.slice(0, 30_000), true).blocks)
  })

  it('lexes a finished text again for its own definition alone', () => {
    counts.lexed = 0
    const definitions = Array.from({ length: 40 }, (_, place) => `[${place}]: https://example.com/${place}`).join('\n')
    const cited = `${Array.from({ length: 40 }, (_, place) => `See [source][${place}].`).join('\n\n')}\n\n`
    const { container, rerender } = render(<Markdown text={cited} isStreaming />)
    const once = counts.lexed
    for (let length = 20; length < definitions.length + 20; length += 20)
      rerender(<Markdown text={cited + definitions.slice(0, length)} isStreaming />)
    rerender(<Markdown text={cited + definitions} />)
    expect(container.querySelectorAll('a')).toHaveLength(40)
    expect(counts.lexed).toBeLessThan(2.5 * once)
  })
})
