import '@testing-library/jest-dom/vitest'
import { fireEvent, render, screen } from '@testing-library/react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it, vi } from 'vitest'
import { Markdown } from '../../src/components/index.js'

function show(text: string): HTMLElement {
  return render(<Markdown text={text} />).container
}

function linkOf(text: string): HTMLAnchorElement | null {
  return show(text).querySelector('a')
}

describe('Markdown', () => {
  it('renders headings two levels down, emphasis, lists and quotes', () => {
    const container = show('# One\n\n**b** *i* ~~s~~ `c`\n\n- a\n  - b\n\n3. c\n\n> q\n\n---')
    for (const selector of ['h3', 'strong', 'em', 'del', 'p code', 'ul ul li', 'ol[start="3"]', 'blockquote p', 'hr'])
      expect(container.querySelector(selector), selector).not.toBeNull()
  })

  it('puts a table into a named region that can be focused', () => {
    show('| a | b |\n|:-:|--:|\n| 1 | 2<br>3 |')
    const region = screen.getByRole('group', { name: 'Table' })
    expect(region).toHaveAttribute('tabindex', '0')
    expect(region.querySelector('td[data-align="right"] br')).not.toBeNull()
  })

  it('shows tasks as boxes which cannot be changed', () => {
    show('- [x] one\n- [ ] two')
    const boxes = screen.getAllByRole<HTMLInputElement>('checkbox')
    expect(boxes.map(({ checked, disabled }) => [checked, disabled])).toEqual([
      [true, true],
      [false, true],
    ])
  })

  it('shows code with its language, and its toolbar after it', () => {
    const container = show('```js fixed inset-0\nlet a = 1 < 2\n```')
    const region = screen.getByRole('group', { name: 'Code, js' })
    expect(region).toHaveTextContent('let a = 1 < 2')
    expect(region).toHaveAttribute('tabindex', '0')
    expect(region.nextElementSibling).toHaveAttribute('data-ui-owned')
    expect(container.innerHTML).not.toContain('inset')
  })

  it('copies code, and keeps the name of the button', async () => {
    const writeText = vi.fn(() => Promise.resolve())
    vi.stubGlobal('navigator', { clipboard: { writeText } })
    show('```\na\u202Eb\n```')
    const button = screen.getByRole('button', { name: 'Copy code' })
    fireEvent.click(button)
    await vi.waitFor(() => expect(button).toHaveAttribute('data-copied'), 10_000)
    expect(writeText).toHaveBeenCalledWith('ab')
    expect(button).toHaveAccessibleName('Copy code')
    vi.unstubAllGlobals()
  })

  it('shows HTML as text', () => {
    const container = show('<div onclick="x">a</div>\n\n<script>b</script> <!-- c --> <br> d')
    expect(container).toHaveTextContent('<div onclick="x">a</div><script>b</script> <!-- c --> d')
    expect(container.querySelector('script, [onclick]')).toBeNull()
  })
})

describe('Links in Markdown', () => {
  it('open in a tab of their own which knows nothing of the page', () => {
    const link = linkOf('[docs](https://ok.test/a?b=1&amp;c "Title")')
    expect(link).toHaveAttribute('href', 'https://ok.test/a?b=1&c')
    expect(link).toHaveAttribute('rel', 'noopener noreferrer nofollow')
    expect(link).toHaveAttribute('target', '_blank')
    expect(link).toHaveAttribute('title', 'Title')
  })

  it.each(['mailto:a@b.test', 'tel:+123'])('may be %s', (href) => {
    expect(linkOf(`[x](${href})`)).toHaveAttribute('href', href)
  })

  it.each([
    'javascript:alert(1)',
    'java&#115;cript:alert(1)',
    'javascript&colon;alert(1)',
    '\u0001javascript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    '/logout',
    '#top',
    '//evil.test',
    'https://user@evil.test',
    'https://:password@evil.test',
  ])('are text when they lead to %s', (href) => {
    const container = show(`[words](<${href}>)`)
    expect(container.querySelector('a')).toBeNull()
    expect(container).toHaveTextContent('words')
  })

  it.each([
    ['bank.example', 'bank.example (evil.test)'],
    ['https://bank.example/login', 'https://bank.example/login (evil.test)'],
    ['bank\u200B.example', 'bank\u200B.example (evil.test)'],
    ['ｂａｎｋ.example', 'ｂａｎｋ.example (evil.test)'],
    ['→ bank.example', '→ bank.example (evil.test)'],
    ['the bank', 'the bank'],
    ['evil.test/login', 'evil.test/login'],
  ])('show the real host when the text reads as another: %s', (text, shown) => {
    expect(linkOf(`[${text}](https://evil.test/x)`)?.textContent).toBe(shown)
  })

  it('show punycode', () => {
    expect(linkOf('[shop](https://аpple.com)')?.textContent).toBe('shop (xn--pple-43d.com)')
  })

  it('have no title which reads as another address', () => {
    expect(linkOf('[x](https://evil.test "https://bank.example")')).not.toHaveAttribute('title')
  })

  it('are made of bare addresses', () => {
    expect(linkOf('See https://ok.test/?a=1&copy=2.')).toHaveAttribute('href', 'https://ok.test/?a=1&copy=2')
  })

  it('find their definition in another block', () => {
    expect(linkOf('[docs][1]\n\n[1]: https://ok.test')).toHaveAttribute('href', 'https://ok.test/')
  })
})

describe('Images in Markdown', () => {
  it('load on a click only, one at a time', () => {
    const container = show('![one](https://img.test/1.png) ![two](https://img.test/2.png)')
    expect(container.innerHTML).not.toMatch(/<img|src=/)
    const [button] = screen.getAllByRole('button', { name: /Load image from img.test/ })
    expect(button).toHaveAttribute('data-ui-owned')
    fireEvent.click(button as HTMLElement)
    expect(screen.getAllByRole('img')).toHaveLength(1)
    expect(screen.getByRole('img', { name: 'one' })).toHaveAttribute('referrerpolicy', 'no-referrer')
  })

  it.each(['p.png', '//img.test/p.png', 'data:image/png;base64,AA', 'blob:https://a.test/1', 'https://u:p@img.test/p'])(
    'are their text when they are %s',
    (source) => {
      const container = show(`![words](<${source}>)`)
      expect(container.querySelector('img, button')).toBeNull()
      expect(container).toHaveTextContent('words')
    },
  )

  it('inside of a link are offered after it', () => {
    const container = show('[![build](https://img.test/b.svg)](https://ci.test)')
    expect(container.querySelector('a')).toHaveTextContent('build')
    expect(container.querySelector('a button')).toBeNull()
    expect(container.querySelector('button')).not.toBeNull()
  })
})

describe('Deceiving characters in Markdown', () => {
  it.each([
    ['bidi controls', 'a\u202Eb\u2066c', 'abc'],
    ['controls', 'a\u0000b\u0008c\u0085d', 'abcd'],
    ['tags', 'a\u{E0041}\u{E0042}b', 'ab'],
    ['variation selectors', 'a\u{E0101}\u{E0102}b', 'ab'],
    ['entities', 'a&#x202E;b&#8238;c&#xE0041;d', 'abcd'],
  ])('are taken out: %s', (_, text, shown) => {
    expect(show(text).textContent).toBe(shown)
    expect(show(`\`\`\`\n${text.replaceAll('&', '+')}\n\`\`\``).querySelector('code')?.textContent).not.toMatch(
      /\u202E/,
    )
  })

  it.each([
    '🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}',
    '👩\u200D👩\u200D👧',
    'مرحبا שלום',
    '葛\u{E0100}城',
    'ü',
  ])('are not those of writing: %s', (text) => {
    expect(show(text).textContent).toBe(text)
  })

  it('are not joined again out of pieces', () => {
    expect(show('\u{E0101}*&#xE0102;*🏴\u202E\u{E0067}').textContent).toBe('🏴')
  })

  it('stay out of names and titles', () => {
    const container = show('![a\u202Eb](https://img.test/p.png) [x](https://ok.test "c\u2066d")')
    expect(container.innerHTML).not.toMatch(/[\u202E\u2066]/)
  })
})

/** Not the time that passed: other processes have the processor, too. */
function computingMs(work: () => void): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

describe('Markdown under load', () => {
  const nested = (depth: number) => Array.from({ length: depth }, (_, level) => `${'  '.repeat(level)}- x`).join('\n')
  it.each([
    ['5,000 nested quotes', `${'>'.repeat(5000)} end`],
    ['5,000 nested quotes with lazy lines', `${'> '.repeat(5000)}a\nb\nend`],
    ['500 nested lists', `${nested(500)}\n\nend`],
    ['5,000 list markers in a line', `${'- '.repeat(5000)}end`],
    ['quotes and lists in turn', `${'> - '.repeat(3000)}end`],
    ['100,000 brackets', `${'['.repeat(100_000)}end`],
    ['100,000 closed brackets', `${'[]('.repeat(33_000)}end`],
    ['20,000 links', `${'[a](https://ok.test) '.repeat(20_000)}end`],
    ['1 MiB in one line', `${'x'.repeat(2 ** 20)}end`],
    ['20,000 emphasis marks', `${'*a **b '.repeat(10_000)}end`],
    ['20,000 backticks', `${'`a``'.repeat(6000)}end`],
  ])('renders %s within a second of computing', (_, text) => {
    expect(renderToStaticMarkup(<Markdown text={text} />)).toContain('end')
    expect(computingMs(() => renderToStaticMarkup(<Markdown text={text} />))).toBeLessThan(1000)
  })

  it('renders only the last block again while a text grows', () => {
    const Link = vi.fn(({ children }) => <a href="https://ok.test">{children}</a>)
    const components = { Link }
    const text = '[one](https://ok.test)\n\nTwo'
    const { rerender } = render(<Markdown text={text} components={components} />)
    rerender(<Markdown text={`${text} and more`} components={components} />)
    rerender(<Markdown text={`${text} and more\n\nThree`} components={components} />)
    expect(Link).toHaveBeenCalledTimes(1)
  })
})
