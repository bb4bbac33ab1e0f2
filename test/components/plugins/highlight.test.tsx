import { readFileSync } from 'node:fs'
import '@testing-library/jest-dom/vitest'
import { render, waitFor } from '@testing-library/react'
import * as fc from 'fast-check'
import { StrictMode } from 'react'
import { renderToString } from 'react-dom/server'
import { describe, expect, it, vi } from 'vitest'
import { type HighlightedCode, Markdown, type MarkdownPlugin } from '../../../src/components/index.js'
import { grammarOf } from '../../../src/components/plugins/highlight/grammars.js'
import { type Grammar, highlight } from '../../../src/components/plugins/highlight/index.js'
import { nameOf } from '../../../src/components/plugins/highlight/names.js'

const signal = new AbortController().signal

async function linesOf(code: string, language: string, plugin: MarkdownPlugin = highlight()) {
  return (await plugin.highlighter?.highlight(code, language, signal)) ?? null
}

function textOf(lines: HighlightedCode | null): string | undefined {
  return lines?.map((line) => line.map(({ text }) => text).join('')).join('\n')
}

/** The kinds which runs have, by their text. */
async function kindsOf(code: string, language: string): Promise<Record<string, string>> {
  const lines = await linesOf(code, language)
  const runs = lines?.flat().flatMap(({ text, kind }) => (kind ? [[text.trim(), kind]] : [])) ?? []
  return Object.fromEntries(runs)
}

const samples = [
  [
    'ts',
    "const a: string = f('x') // c",
    { const: 'keyword', string: 'type', f: 'function', "'x'": 'string', '// c': 'comment' },
  ],
  ['jsx', '<Box size={1}>text</Box>', { Box: 'tag', size: 'attribute', 1: 'number' }],
  ['python', 'def f(x):\n    return None  # c', { def: 'keyword', f: 'function', None: 'constant', '# c': 'comment' }],
  ['bash', 'for f in *; do echo "$f"; done', { for: 'keyword', echo: 'function' }],
  [
    'html',
    '<p class="a">x</p><script>let a = 1</script>',
    { p: 'tag', class: 'attribute', '"a"': 'string', let: 'keyword', 1: 'number' },
  ],
  ['css', '.a { color: red }', { color: 'property' }],
  ['json', '{ "a": [1, true] }', { '"a"': 'property', 1: 'number', true: 'constant' }],
  [
    'sql',
    "SELECT u.id FROM t LEFT JOIN u WHERE p = 'x' -- c",
    { SELECT: 'keyword', 'LEFT JOIN': 'keyword', "'x'": 'string', '-- c': 'comment' },
  ],
  ['rust', 'fn main() { println!("x"); }', { fn: 'keyword', main: 'function', '"x"': 'string' }],
  ['go', 'func f() int { return 1 }', { func: 'keyword', f: 'function', int: 'type', 1: 'number' }],
  ['c++', '#include <a>\nint main() { return 0; }', { int: 'type', main: 'function', 0: 'number' }],
  ['java', 'class A { int f() { return 1; } }', { class: 'keyword', int: 'type', return: 'keyword', 1: 'number' }],
  ['php', '$a = f("x");', { f: 'function', '"x"': 'string' }],
  ['php', '<p><?php echo 1; ?></p>', { echo: 'keyword', 1: 'number' }],
  ['cs', 'public A(string b) { Go(null); }', { public: 'keyword', string: 'type', Go: 'function', null: 'constant' }],
  ['yml', 'a: "x" # c', { a: 'property', '"x"': 'string', '# c': 'comment' }],
  ['md', '# One\n\n`code`', { '#': 'meta', One: 'tag', code: 'string' }],
  ['diff', '-a\n+b', { '-a': 'deleted', '+b': 'inserted' }],
  ['dockerfile', 'FROM node AS build', { FROM: 'keyword' }],
  ['kt', 'fun main() { val x = 1 }', { fun: 'keyword', 1: 'number' }],
] as const

describe('highlight', () => {
  it.each(samples)('names the runs of %s: %s', async (language, code, kinds) => {
    expect(await kindsOf(code, language)).toMatchObject(kinds)
  })

  it('keeps every character of any code in any language', async () => {
    const languages = [...new Set(samples.map(([language]) => language))]
    const pieces = [
      '"',
      "'",
      '`',
      '/*',
      '*/',
      '<!--',
      '{',
      '}',
      '(',
      '\\',
      '\n',
      '\t',
      '$',
      '<a',
      '>',
      'x',
      ' ',
      'é',
      '🎉',
      '"""',
    ]
    const code = fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map((parts) => parts.join(''))
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...languages), code, async (language, text) => {
        expect(textOf(await linesOf(text, language))).toBe(text)
      }),
      { numRuns: 300, seed: 1 },
    )
  }, 60_000)

  it('knows the language by every name which a fence gives it', async () => {
    for (const name of [
      'js',
      'JS',
      'jsx',
      'ts',
      'py',
      'sh',
      'zsh',
      'console',
      'html',
      'vue',
      'yml',
      'c',
      'c#',
      'rb',
      'rs',
      'docker',
      'toml',
    ])
      expect(await linesOf('x', name), name).not.toBeNull()
  })

  it('leads every name to a grammar which is there', async () => {
    const source = readFileSync('src/components/plugins/highlight/names.ts', 'utf8')
    const names = [...source.matchAll(/^ {2}(\w+): '/gm)].map(([, name = '']) => name)
    expect(names.length).toBeGreaterThan(30)
    for (const name of [...names, 'tsx', 'swift', 'dart', 'less', 'toml', 'css', 'java', 'lua', 'r', 'cmake', 'elm'])
      expect(await grammarOf(nameOf(name)), name).not.toBeNull()
  })

  it.each(['', 'brainfuck-2', '__proto__', 'constructor', 'toString'])('leaves %j alone', async (language) => {
    expect(await linesOf('x', language)).toBeNull()
  })

  it('reads 5,000 lines in hundreds of milliseconds, a line of 100,000 characters too', async () => {
    const long = Array.from({ length: 5000 }, (_, place) => `const a${place} = f("x", ${place}) // c`).join('\n')
    for (const [code, language] of [
      [long, 'ts'],
      [long, 'cs'],
      ['a = "x"; '.repeat(11_000), 'ts'],
      ['a = "x"; '.repeat(11_000), 'cs'],
      ['('.repeat(50_000), 'ts'],
      ['('.repeat(50_000), 'sh'],
    ] as const) {
      const startedAt = performance.now()
      expect(textOf(await linesOf(code, language))).toBe(code)
      expect(performance.now() - startedAt).toBeLessThan(10_000)
    }
  }, 60_000)

  it('knows at once what it read before, and nothing else', async () => {
    const { highlighter } = highlight()
    expect(highlighter?.known('let a', 'js')).toBeNull()
    const lines = await highlighter?.highlight('let a', 'js', signal)
    expect(highlighter?.known('let a', 'js')).toBe(lines)
    expect(highlighter?.known('let a', 'ts')).toBeNull()
    expect(highlight().highlighter?.known('let a', 'js')).toBeNull()
  })

  it('stops when nobody waits any more', async () => {
    const controller = new AbortController()
    const { highlighter } = highlight()
    const made = highlighter?.highlight('let a\n'.repeat(20_000), 'js', controller.signal)
    controller.abort()
    expect(await made).toBeNull()
  })

  it('takes languages of yours, and leaves code alone which they cannot load or read', async () => {
    const shout: Grammar = {
      token(stream) {
        const each = stream as unknown as { next(): string }
        return each.next() === '!' ? 'keyword' : null
      },
    }
    const broken: Grammar = {
      token() {
        throw new Error('broken')
      },
    }
    const stuck: Grammar = { token: () => null }
    const plugin = highlight({
      languages: {
        shout: async () => shout,
        broken: async () => broken,
        stuck: async () => stuck,
        missing: () => Promise.reject(new Error('missing')),
        js: async () => shout,
      },
    })
    expect(await linesOf('a!', 'Shout', plugin)).toEqual([[{ text: 'a' }, { text: '!', kind: 'keyword' }]])
    expect(await linesOf('a!', 'js', plugin)).toEqual([[{ text: 'a' }, { text: '!', kind: 'keyword' }]])
    expect(await linesOf('a', 'broken', plugin)).toBeNull()
    expect(await linesOf('a', 'missing', plugin)).toBeNull()
    expect(textOf(await linesOf('abc', 'stuck', plugin))).toBe('abc')
  })
})

describe('Colours in a text', () => {
  const text = '```js\nlet a = 1\n```\n\nand `code`'

  it('come after the code, which is shown before', async () => {
    const plugins = [highlight()]
    const { container } = render(<Markdown text={text} plugins={plugins} />, { wrapper: StrictMode })
    expect(container.querySelector('pre')).toHaveTextContent('let a = 1')
    expect(container.querySelector('[data-token]')).toBeNull()
    await waitFor(() => expect(container.querySelector('[data-token="keyword"]')).toHaveTextContent('let'))
    expect(container.querySelector('pre')?.textContent).toBe('let a = 1')
  })

  it('are there at once when the code is shown again', async () => {
    const plugins = [highlight()]
    const first = render(<Markdown text={text} plugins={plugins} />)
    await waitFor(() => expect(first.container.querySelector('[data-token]')).not.toBeNull())
    first.unmount()
    const { container } = render(<Markdown text={text} plugins={plugins} />)
    expect(container.querySelector('[data-token="keyword"]')).toHaveTextContent('let')
  })

  it('are not asked for while the code grows', async () => {
    const plugin = highlight()
    const asked = vi.spyOn(plugin.highlighter as NonNullable<typeof plugin.highlighter>, 'highlight')
    const plugins = [plugin]
    const { rerender, container } = render(<Markdown text={'```js\nlet a'} isStreaming plugins={plugins} />)
    rerender(<Markdown text={'```js\nlet a = 1'} isStreaming plugins={plugins} />)
    expect(asked).not.toHaveBeenCalled()
    rerender(<Markdown text={'```js\nlet a = 1\n```\n'} isStreaming plugins={plugins} />)
    expect(asked).toHaveBeenCalledTimes(1)
    await waitFor(() => expect(container.querySelector('[data-token]')).not.toBeNull())
  })

  it('are not on a server', () => {
    expect(renderToString(<Markdown text={text} plugins={[highlight()]} />)).not.toContain('data-token')
  })

  it('go to every line of a long code, which is copied as it was', async () => {
    const code = Array.from({ length: 700 }, (_, place) => `let a${place} = ${place}`).join('\n')
    const plugins = [highlight()]
    const { container } = render(<Markdown text={`\`\`\`js\n${code}\n\`\`\``} plugins={plugins} />)
    await waitFor(() => expect(container.querySelectorAll('[data-token="keyword"]')).toHaveLength(700))
    expect(container.querySelector('pre')?.textContent).toBe(code)
  })
})
