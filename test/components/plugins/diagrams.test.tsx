import '@testing-library/jest-dom/vitest'
import { act, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { StrictMode } from 'react'
import { renderToString } from 'react-dom/server'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { Markdown } from '../../../src/components/index.js'
import { type DiagramOptions, diagrams, type RenderDiagram } from '../../../src/components/plugins/diagrams/index.js'

afterEach(() => {
  vi.doUnmock('mermaid')
  vi.resetModules()
  vi.restoreAllMocks()
  delete document.documentElement.dataset.theme
})

const svg = (text: string) => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 99.5 50"><text>${text}</text></svg>`
const fence = (source: string) => `\`\`\`mermaid\n${source}\n\`\`\``

function fake(): RenderDiagram & ReturnType<typeof vi.fn> {
  return vi.fn<RenderDiagram>(async (source, { isDark }) => svg(`${source} ${isDark ? 'dark' : 'light'}`))
}

function show(text: string, options: DiagramOptions, isStreaming = false) {
  const plugins = [diagrams(options)]
  const shown = (each: string, streams: boolean) => <Markdown text={each} isStreaming={streams} plugins={plugins} />
  const { rerender, ...rest } = render(shown(text, isStreaming), { wrapper: StrictMode })
  return { ...rest, plugins, update: (each: string, streams = false) => rerender(shown(each, streams)) }
}

describe('A diagram', () => {
  it('is an image once it is drawn, with its source below it', async () => {
    const render = fake()
    show(fence('flowchart TD\n  accTitle: The way\n  A --> B'), { render })
    expect(screen.getByRole('group', { name: 'Code, mermaid' })).toHaveTextContent('A --> B')
    const image = await screen.findByRole('img', { name: 'Diagram: The way' })
    expect(decodeURIComponent(image.getAttribute('src') ?? '')).toBe(
      `data:image/svg+xml;charset=utf-8,${svg('flowchart TD\n  accTitle: The way\n  A --> B light')}`,
    )
    expect([image.getAttribute('width'), image.getAttribute('height')]).toEqual(['100', '50'])
    expect(screen.getByText('Source').closest('details')).not.toHaveAttribute('open')
    await userEvent.click(screen.getByText('Source'))
    expect(screen.getByText('Source').closest('details')).toHaveAttribute('open')
    expect(screen.getByRole('button', { name: 'Copy code' })).toBeInTheDocument()
    expect(render).toHaveBeenCalledTimes(1)
  })

  it('takes over the focus from its source, and gives it back where its image is none', async () => {
    show(fence('pie'), { render: fake() })
    screen.getByRole('button', { name: 'Copy code' }).focus()
    const image = await screen.findByRole('img')
    expect(screen.getByText('Source')).toHaveFocus()
    fireEvent.error(image)
    expect(screen.getByRole('button', { name: 'Copy code' })).toHaveFocus()
  })

  it('takes no focus which is elsewhere, or went there', async () => {
    const { update } = show('```mermaid\npie', { render: fake() }, true)
    screen.getByRole('button', { name: 'Copy code' }).focus()
    screen.getByRole('button', { name: 'Copy code' }).blur()
    update(fence('pie'))
    await screen.findByRole('img')
    expect(document.body).toHaveFocus()
  })

  it('is not drawn while it grows', async () => {
    const render = fake()
    const { update } = show('```mermaid\npie', { render }, true)
    update('```mermaid\npie\n  "a": 1', true)
    await act(async () => {})
    expect(render).not.toHaveBeenCalled()
    update(fence('pie\n  "a": 1'))
    await screen.findByRole('img', { name: 'Diagram' })
    expect(render.mock.calls.map(([source]) => source)).toEqual(['pie\n  "a": 1'])
  })

  it('is there at the first frame when it is shown again', async () => {
    const render = fake()
    const { plugins, unmount } = show(fence('pie'), { render })
    await screen.findByRole('img')
    unmount()
    const again = <Markdown text={fence('pie')} plugins={plugins} />
    const { container } = await act(async () => renderOnce(again))
    expect(container.querySelector('img')).not.toBeNull()
    expect(render).toHaveBeenCalledTimes(1)
  })

  it('is drawn again on another theme; the old one stays until then', async () => {
    const render = fake()
    const styleOf = globalThis.getComputedStyle
    // jsdom knows no color-scheme.
    vi.spyOn(globalThis, 'getComputedStyle').mockImplementation((...args) =>
      Object.assign(styleOf(...args), { colorScheme: document.documentElement.dataset.theme ?? 'light' }),
    )
    show(fence('pie'), { render })
    const image = await screen.findByRole('img')
    expect(image.getAttribute('src')).toContain('light')
    document.documentElement.dataset.theme = 'dark'
    await waitFor(() => expect(screen.getByRole('img').getAttribute('src')).toContain('dark'))
    expect(render.mock.calls.map(([, { isDark }]) => isDark)).toEqual([false, true])
  })

  it('is its source on a server', () => {
    const html = renderToString(<Markdown text={fence('pie')} plugins={[diagrams({ render: fake() })]} />)
    expect(html).toContain('pie')
    expect(html).not.toContain('<img')
  })

  it.each([
    ['cannot be drawn', { render: () => Promise.reject(new Error('no')) }],
    ['is too long', { render: fake(), maxLength: 3 }],
  ])('is its source with a note when it %s', async (_, options) => {
    show(fence('pie long'), options)
    expect(await screen.findByText('This diagram could not be drawn.')).toBeInTheDocument()
    expect(screen.getByRole('group', { name: 'Code, mermaid' })).toHaveTextContent('pie long')
    expect(screen.queryByRole('img')).toBeNull()
  })

  it('is its source with a note when its image is none', async () => {
    show(fence('pie'), { render: async () => '<svg' })
    fireEvent.error(await screen.findByRole('img'))
    expect(screen.getByText('This diagram could not be drawn.')).toBeInTheDocument()
  })

  it('is drawn when the one before it could not be', async () => {
    const render: RenderDiagram = async (source) => {
      if (source === 'bad') throw new Error('no')
      return svg(source)
    }
    show(`${fence('bad')}\n\n${fence('good')}`, { render })
    expect(await screen.findByRole('img')).toBeInTheDocument()
  })

  it('waits for the one before it', async () => {
    let running = 0
    let most = 0
    const render: RenderDiagram = async (source) => {
      running += 1
      most = Math.max(most, running)
      await new Promise((resolve) => setTimeout(resolve, 5))
      running -= 1
      return svg(source)
    }
    show([fence('a'), fence('b'), fence('c')].join('\n\n'), { render })
    await waitFor(() => expect(screen.getAllByRole('img')).toHaveLength(3))
    expect(most).toBe(1)
  })

  it('speaks the language of the page', async () => {
    const labels = { diagram: 'Diagramm', source: 'Quelle', failed: 'Nicht zu zeichnen.' }
    show(`${fence('pie title Anteile')}`, { render: fake(), labels })
    expect(await screen.findByRole('img', { name: 'Diagramm: Anteile' })).toBeInTheDocument()
    expect(screen.getByText('Quelle')).toBeInTheDocument()
  })
})

describe('What mermaid is asked', () => {
  async function drawnBy(render: (id: string, source: string) => Promise<{ svg: string }>) {
    const initialize = vi.fn()
    vi.resetModules()
    vi.doMock('mermaid', () => ({
      default: { initialize, render, mermaidAPI: { defaultConfig: { theme: '', sequence: {}, securityLevel: '' } } },
    }))
    const fresh = await import('../../../src/components/plugins/diagrams/index.js')
    return { initialize, plugin: fresh.diagrams() }
  }

  it('is to keep its settings, whatever the source says', async () => {
    const render = vi.fn(async () => ({ svg: svg('x') }))
    const { initialize, plugin } = await drawnBy(render)
    renderOnce(<Markdown text={fence('pie')} plugins={[plugin]} />)
    await screen.findByRole('img')
    const settings = initialize.mock.calls[0]?.[0]
    expect(settings).toMatchObject({ securityLevel: 'strict', startOnLoad: false, htmlLabels: false })
    expect(settings.secure).toEqual(
      expect.arrayContaining([
        'theme',
        'sequence',
        'securityLevel',
        'themeCSS',
        'themeVariables',
        'fontFamily',
        'htmlLabels',
      ]),
    )
  })

  it.each([
    'flowchart TD\n  A@{ img: "https://evil.test/x.png" }',
    'flowchart TD\n  A@{ shape: rect }\n  B@{ "\\x69mg": "https://evil.test/x.png" }',
  ])('is never an image: %s', async (source) => {
    const render = vi.fn(async () => ({ svg: svg('x') }))
    const { plugin } = await drawnBy(render)
    renderOnce(<Markdown text={fence(source)} plugins={[plugin]} />)
    await screen.findByText('This diagram could not be drawn.')
    expect(render).not.toHaveBeenCalled()
  })
})

function renderOnce(element: React.ReactElement) {
  return render(element)
}
