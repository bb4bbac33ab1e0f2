import '@testing-library/jest-dom/vitest'
import { render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { Markdown } from '../../../src/components/index.js'
import type { Block } from '../../../src/components/markdown/parse/blocks.js'
import { createMarkdownReader } from '../../../src/components/markdown/parse/createMarkdownReader.js'

const shown = (text: string, isStreaming = false) =>
  render(<Markdown text={text} isStreaming={isStreaming} />).container
const types = (text: string) =>
  createMarkdownReader()
    .read(text)
    .blocks.flat()
    .map(({ type }: Block) => type)

describe('Marks of emphasis which nothing closes', () => {
  it.each([
    ['a paragraph', `( ${'*a '.repeat(2700)}`],
    ['a cell', `| x |\n|---|\n| ${'*a '.repeat(2000)}`],
    ['a heading', `# ${'*a '.repeat(5000)}`],
  ])('are shown without an end of the stack: %s', (_, text) => {
    const html = renderToStaticMarkup(<Markdown text={text} isStreaming />)
    expect(html.match(/<em>/g)?.length ?? 0).toBeLessThan(20)
  })

  it('do not open a second time what cannot be closed', () => {
    expect(shown('**重点：**内容很多', true).querySelector('strong')).toBeNull()
    expect(shown('**重点：', true).querySelector('strong')).toHaveTextContent('重点：')
  })
})

describe('A definition', () => {
  it('before a rule makes no table', () => {
    expect(types('Sources:\n\n[1]: https://a.example\n---\nNext')).toEqual(['paragraph', 'rule', 'paragraph'])
  })

  it('is no footnote: that is shown as it is written', () => {
    expect(shown('Fact[^1].\n\n[^1]: Smith')).toHaveTextContent('Fact[^1].[^1]: Smith')
  })

  it('hides no sentence while it comes', () => {
    expect(shown('[Note]: this is important', true)).toHaveTextContent('[Note]: this is important')
  })
})

describe('A table which comes', () => {
  it('keeps the star of a cell which is whole', () => {
    expect(shown('| Name | Cost* |\n|--|--|\n| a | 5* |\n', true).querySelector('td:last-child')).toHaveTextContent(
      '5*',
    )
    expect(shown('| Name | Cost* | Q', true).querySelectorAll('th')[1]).toHaveTextContent('Cost*')
  })

  it('is none where a text begins with a bar and a letter', () => {
    expect(shown('|x| is the absolute value', true).querySelector('table')).toBeNull()
  })

  it('is none where a list begins under its header', () => {
    expect(types('a|b\n- |--|')).toEqual(['paragraph', 'list'])
    expect(types('a|b\n-|--')).toEqual(['table'])
  })

  it('has no cells without end in short rows', () => {
    const text = `|${'a|'.repeat(500)}\n|${'-|'.repeat(500)}\n${'a\n'.repeat(500)}`
    expect(renderToStaticMarkup(<Markdown text={text} />).match(/<td/g)?.length).toBeLessThan(40_000)
  })
})

describe('An image which the reader asked for', () => {
  it.each([
    [
      'a list becomes loose',
      '- ![a cat](https://img.test/cat.png)\n- b',
      '- ![a cat](https://img.test/cat.png)\n- b\n\n- c\n',
    ],
    [
      'a paragraph becomes a heading',
      '![a cat](https://img.test/cat.png)\n',
      '![a cat](https://img.test/cat.png)\n===\n',
    ],
  ])('stays when %s', async (_, before, after) => {
    const { container, rerender } = render(<Markdown text={before} isStreaming />)
    await userEvent.click(screen.getByRole('button'))
    expect(screen.getByRole('img')).toHaveAttribute('src', 'https://img.test/cat.png')
    rerender(<Markdown text={after} isStreaming />)
    expect(container.querySelectorAll('img')).toHaveLength(1)
  })

  it('does not bring another one, and none of another text', async () => {
    render(<Markdown text={'![a](https://img.test/a.png) ![b](https://img.test/b.png)'} />)
    await userEvent.click(screen.getByRole('button', { name: /^a/ }))
    expect(screen.getAllByRole('img')).toHaveLength(1)
    render(<Markdown text={'![a](https://img.test/a.png)'} />)
    expect(screen.getAllByRole('img')).toHaveLength(1)
  })
})

describe('A link which names another address', () => {
  it.each(['127.0.0.1', 'localhost', 'http://localhost:3000/x', '10.0.0.1:80'])('says where it leads: %s', (text) => {
    expect(shown(`[${text}](https://elsewhere.test)`)).toHaveTextContent('elsewhere.test')
  })

  it('does not repeat the one which it names', () => {
    expect(shown('[127.0.0.1](http://127.0.0.1:80/a)').querySelector('.tg-link-host')).toBeNull()
    expect(shown('[1.2.3](https://elsewhere.test)').querySelector('.tg-link-host')).toBeNull()
  })
})

// What was quadratic or worse: each of these took seconds. The bound is far above what they take now.
it.each([
  ['blank lines in code', `    a\n${'\n'.repeat(60_000)}b`],
  ['white space in an address', `[a](${' '.repeat(4000)}x y`],
  ['brackets in many lines', '[\n'.repeat(25_000)],
  ['white space in a definition', `[a]: x${' '.repeat(3500)}y\n${'z\n'.repeat(280)}`],
  ['white space in a heading', `# a${' '.repeat(100_000)}b`],
  ['white space under a header', `a\n|-${' '.repeat(50_000)}x`],
  ['backslashes in open code', `\`${'\\'.repeat(15_000)}x`],
])('is read in no time: %s', (_, text) => {
  const startedAt = performance.now()
  for (const isStreaming of [true, false]) renderToStaticMarkup(<Markdown text={text} isStreaming={isStreaming} />)
  expect(performance.now() - startedAt).toBeLessThan(4000)
})
