import '@testing-library/jest-dom/vitest'
import { render, screen, waitFor } from '@testing-library/react'
import { StrictMode } from 'react'
import { renderToString } from 'react-dom/server'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { Markdown, type MarkdownPlugin } from '../../../src/components/index.js'
import { math } from '../../../src/components/plugins/math/index.js'
import { formulas } from '../../../stories/support/plugins.js'

afterEach(() => {
  vi.doUnmock('katex')
  vi.resetModules()
})

/** What is taken for a formula in a text, and whether it stands for itself. */
function formulasIn(text: string, isStreaming = false): [string, boolean][] {
  const found: [string, boolean][] = []
  const plugin: MarkdownPlugin = {
    ...math(),
    Component({ source, isBlock }) {
      found.push([source, isBlock])
      return null
    },
  }
  render(<Markdown text={text} isStreaming={isStreaming} plugins={[plugin]} />).unmount()
  return found
}

function show(text: string, plugin = math(), isStreaming = false): HTMLElement {
  const plugins = [plugin]
  return render(<Markdown text={text} isStreaming={isStreaming} plugins={plugins} />).container
}

/** Shows a text until a formula in it is set. */
async function shown(text: string, plugin = math()): Promise<HTMLElement> {
  const container = show(text, plugin)
  await waitFor(() => expect(container.querySelector('.tg-math .katex')).not.toBeNull())
  return container
}

describe('A formula', () => {
  it.each([
    ['$x$', ['x', false]],
    ['a $x + y$ b', ['x + y', false]],
    ['($x$)', ['x', false]],
    ['$x$-axis', ['x', false]],
    ['**$x$**', ['x', false]],
    ['$a_1 * b_1 * c$', ['a_1 * b_1 * c', false]],
    ['$[0, 1)$', ['[0, 1)', false]],
    ['$a \\$ b$', ['a \\$ b', false]],
    ['$a\nb$', ['a\nb', false]],
    ['\\(x\\)', ['x', false]],
    ['a \\( x_1 \\) b', ['x_1', false]],
    ['a $$x$$ b', ['x', true]],
    ['$$x$$ and more', ['x', true]],
    ['a \\[x\\] b', ['x', true]],
    ['\\[x\\] and more', ['x', true]],
    ['\\[\\begin{matrix} a \\\\[2pt] b \\end{matrix}\\]', ['\\begin{matrix} a \\\\[2pt] b \\end{matrix}', true]],
    ['$$x$$', ['x', true]],
    ['$$\nx\n+ y\n$$', ['x\n+ y', true]],
    ['$$ x\n y $$', ['x\n y', true]],
    ['text\n$$\nx\n$$\ntext', ['x', true]],
    ['\\[\nx\n\\]', ['x', true]],
    ['\\[ x \\]', ['x', true]],
    ['- a\n\n  $$\n  x\n  $$', ['x', true]],
    ['> $$\n> x\n> $$', ['x', true]],
    ['```math\nx\n```', ['x', true]],
    ['| a |\n|---|\n| $x$ |', ['x', false]],
    ['# $x$', ['x', false]],
  ] as const)('is found in %j', (text, expected) => {
    expect(formulasIn(text)).toEqual([expected])
  })

  it.each([
    'It costs $5 and $10.',
    '$5',
    'from $20,000 to USD$30,000',
    'a $ b $ c',
    'a $x $ b',
    'US$5 and US$6',
    '$HOME and $PATH',
    '\\$x\\$',
    '`$x$`',
    '```\n$x$\n```',
    '```sh\necho $x$\n```',
    '$x `$`',
    '$$$$',
    'a $$ b',
    '\\\\(x\\\\)',
    '\\(x',
    'a \\[x',
    '$',
    '[a\\](b)',
  ])('is not found in %j', (text) => {
    expect(formulasIn(text)).toEqual([])
  })

  it('is found behind money', () => {
    expect(formulasIn('It costs $5 and $x$ is $y$, or \\(z\\) for $10.')).toEqual([
      ['x', false],
      ['y', false],
      ['z', false],
    ])
  })

  it('is never lost again while the text around it grows, and the end is that of the whole', () => {
    const text = formulas.slice(0, 600)
    let before: [string, boolean][] = []
    for (let end = 1; end <= text.length; end += 1) {
      const now = formulasIn(text.slice(0, end), true)
      // The last one may be growing itself.
      expect(now.slice(0, before.length - 1), text.slice(0, end)).toEqual(before.slice(0, -1))
      before = now
    }
    expect(formulasIn(text)).toEqual(before)
  }, 30_000)

  it.each([
    ['$'.repeat(50_000)],
    ['$a '.repeat(50_000)],
    ['$a$1'.repeat(50_000)],
    ['\\('.repeat(50_000)],
    ['\\['.repeat(50_000)],
    ['$$a '.repeat(50_000)],
    [`$${'\\$'.repeat(50_000)}`],
    [`$$${' '.repeat(50_000)}$$ x`],
  ])('is looked for in linear time', (text) => {
    for (const isStreaming of [false, true]) {
      const startedAt = performance.now()
      formulasIn(text, isStreaming)
      expect(performance.now() - startedAt).toBeLessThan(5000)
    }
  })
})

describe('A formula which is shown', () => {
  it('is its source until KaTeX is there, then HTML for the eyes and MathML for the rest', async () => {
    const plugins = [math()]
    const { container } = render(<Markdown text="Let $x^2$ be" plugins={plugins} />, { wrapper: StrictMode })
    expect(container.querySelector('.tg-math code')).toHaveTextContent('x^2')
    await waitFor(() => expect(container.querySelector('.tg-math .katex-html')).not.toBeNull())
    expect(container.querySelector('.tg-math code')).toBeNull()
    expect(container.querySelector('math msup')).not.toBeNull()
    expect(container.querySelector('.katex-html')).toHaveAttribute('aria-hidden', 'true')
    expect(container.querySelector('.tg-math-source')).toHaveTextContent('$x^2$')
    expect(container.querySelector('.tg-math-source')).toHaveAttribute('aria-hidden', 'true')
  })

  it('is there at the first frame when it is shown again', async () => {
    const plugins = [math()]
    const first = render(<Markdown text="$x^3$" plugins={plugins} />)
    await waitFor(() => expect(first.container.querySelector('.katex')).not.toBeNull())
    first.unmount()
    const { container } = render(<Markdown text="and $x^3$" plugins={plugins} />)
    expect(container.querySelector('.katex')).not.toBeNull()
  })

  it('is a region which a keyboard can scroll when it stands for itself', async () => {
    await shown('$$\nx\n$$', math({ label: 'Formel' }))
    const region = screen.getByRole('group', { name: 'Formel' })
    expect(region).toHaveAttribute('tabindex', '0')
    expect(region.querySelector('.katex-display')).not.toBeNull()
  })

  it('is MathML alone where that is asked for', async () => {
    const container = await shown('$x$', math({ output: 'mathml' }))
    expect(container.querySelector('math')).not.toBeNull()
    expect(container.querySelector('.katex-html')).toBeNull()
  })

  it('knows the commands of the page', async () => {
    const container = await shown('$\\R$', math({ macros: { '\\R': '\\mathbb{R}' } }))
    expect(container.querySelector('.mathbb')).toHaveTextContent('R')
  })

  it('is its source on a server', () => {
    const html = renderToString(<Markdown text="$x^2$" plugins={[math()]} />)
    expect(html).toContain('<code>x^2</code>')
    expect(html).not.toContain('katex')
  })

  it('is nothing but its marks when nothing stands between them', () => {
    expect(show('$$')).toHaveTextContent('$$')
    expect(show('$$\n\nx')).toHaveTextContent('$$x')
  })

  it('is its source while it grows, without emphasis and links in it', () => {
    const container = show('$$\n\\alpha _x_ [a', math(), true)
    expect(container.querySelector('code')).toHaveTextContent('\\alpha _x_ [a')
    for (const text of ['so $\\alpha _{1', 'so \\(a *b', 'so \\[ [0, 1', 'so $$ a_ _b', 'so $[x_1'])
      expect(show(text, math(), true).querySelector('p')?.innerHTML, text).toBe(text.replace(/\\$/, ''))
  })

  it('does not hold back what looks like money', () => {
    expect(show('it costs $5 and **more', math(), true).querySelector('strong')).toHaveTextContent('more')
    expect(show('it costs $x and **more', math(), true).querySelector('strong')).toHaveTextContent('more')
  })

  it('stays whole when an interval in it is the last thing that came', () => {
    expect(formulasIn('so $[0, 1)$ is', true)).toEqual([['[0, 1)', false]])
    expect(formulasIn('so $x$ and [a', true)).toEqual([['x', false]])
  })

  it('is its source when KaTeX cannot be loaded', async () => {
    vi.resetModules()
    vi.doMock('katex', () => {
      throw new Error('offline')
    })
    const fresh = await import('../../../src/components/plugins/math/index.js')
    const container = show('$x^2$', fresh.math())
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(container.querySelector('.tg-math code')).toHaveTextContent('x^2')
  })
})

describe('A hostile formula', () => {
  it.each([
    '\\def\\a{\\a\\a}\\a',
    `\\def\\a{${'x'.repeat(2000)}}${'\\a'.repeat(300)}`,
    '\\newcommand{\\a}[1]{#1#1}\\a{\\a{\\a{\\a{x}}}}',
    '\\gdef\\a{1}\\a',
    '\\text{pay \\char"202E evil}',
    '\\text{\\@char{8238}}',
    '\\xdef\\a{1}\\a',
    '\\edef\\a{1}\\a',
    '\\let\\a=\\b x',
    '\\global\\let\\a=\\b x',
    '\\futurelet\\a\\b x',
    '\\renewcommand\\sin{x}\\sin',
    '\\providecommand\\a{x}\\a',
    '\\frac{1}{',
    '\\begin{matrix}',
    `${'x'.repeat(4000)}`,
    `${'{'.repeat(1400)}x${'}'.repeat(1400)}\\a}`,
  ])('is its source: %#', async (source) => {
    const plugin = math()
    const container = show(`$${source}$ and $y$`, plugin)
    await waitFor(() => expect(container.querySelectorAll('.katex')).toHaveLength(1))
    expect(container.querySelector('.tg-math code')).toHaveTextContent(source.trim(), { normalizeWhitespace: false })
  })

  it('changes nothing for the formulas after it', async () => {
    const container = await shown('$\\gdef\\sin{x}$ $\\sin$')
    expect(container.querySelector('.katex-html')).toHaveTextContent('sin')
  })

  it.each([
    '\\href{javascript:alert(1)}{x}',
    '\\url{https://evil.test}',
    '\\includegraphics{https://evil.test/x.png}',
    '\\htmlClass{fixed}{x}',
    '\\htmlId{app}{x}',
    '\\htmlStyle{position: fixed}{x}',
    '\\htmlData{x=1}{x}',
    '\\text{<img src=x onerror=alert(1)>}',
    '\\text{<script>alert(1)</script>}',
    '\\unknown{<b>}',
    '\\color{red;position:fixed}{x}',
    '\\textcolor{url(https://evil.test)}{x}',
  ])('makes no link, image, class, id or style of its own: %s', async (source) => {
    const container = show(`$${source}$ $y$`)
    await waitFor(() => expect(container.querySelector('.katex')).not.toBeNull())
    await waitFor(() => expect(container.querySelector('.tg-math:last-child .katex')).not.toBeNull())
    expect(container.querySelectorAll('.tg-math :is(a, img, script, b, .fixed, #app, [data-x])')).toHaveLength(0)
    for (const each of container.querySelectorAll<HTMLElement>('.tg-math [style]'))
      expect(each.getAttribute('style')).not.toMatch(/position|url/)
  })

  it('draws nothing larger than 10 em', async () => {
    const container = await shown('$\\rule{9000em}{9000em}$')
    const rule = container.querySelector<HTMLElement>('.rule')
    expect([rule?.style.borderRightWidth, rule?.style.borderTopWidth]).toEqual(['10em', '10em'])
  })
})
