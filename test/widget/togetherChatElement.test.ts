import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createSimulator, reply, silence } from '../../src/testing/index.js'
import { registerTogetherChat, TogetherChatElement } from '../../src/widget/index.js'

// React warns about every state which no act() of a test waits for; a custom element has its own root.
const scope = globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }

let requests: { url: string; body: { model: string; messages: { content: string }[] } }[]

beforeEach(() => {
  scope.IS_REACT_ACT_ENVIRONMENT = false
  requests = []
  const simulator = createSimulator({ tokensPerSecond: Number.POSITIVE_INFINITY, script: [reply('Hello **there**')] })
  vi.stubGlobal('fetch', async (input: string, init: RequestInit) => {
    requests.push({ url: input, body: JSON.parse(String(init.body)) })
    return simulator(new Request(new URL(input, 'https://page.test'), init))
  })
})

afterEach(() => {
  document.body.replaceChildren()
  vi.unstubAllGlobals()
})

/** The widget loads its chat, which takes a while on a slow machine. */
const eventually = (check: () => void) => vi.waitFor(check, 10_000)

async function mount(html: string): Promise<TogetherChatElement> {
  document.body.innerHTML = html
  const element = document.querySelector<TogetherChatElement>('together-chat') as TogetherChatElement
  await eventually(() => expect(element.shadowRoot?.querySelector('.tg-root')).not.toBeNull())
  return element
}

function send(element: TogetherChatElement, text: string): void {
  const field = element.shadowRoot?.querySelector('textarea') as HTMLTextAreaElement
  const setValue = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set
  setValue?.call(field, text)
  field.dispatchEvent(new Event('input', { bubbles: true, composed: true }))
  element.shadowRoot?.querySelector<HTMLButtonElement>('.tg-send')?.click()
}

describe('<together-chat>', () => {
  it('streams a reply into its shadow root', async () => {
    const element = await mount(
      '<together-chat base-url="/relay" model="some/model" system-prompt="Be kind"></together-chat>',
    )
    send(element, 'Hi')
    await eventually(() => expect(element.shadowRoot?.querySelector('strong')?.textContent).toBe('there'))
    expect(requests[0]?.url).toBe('/relay/chat/completions')
    expect(requests[0]?.body.model).toBe('some/model')
    expect(requests[0]?.body.messages[0]?.content).toBe('Be kind')
  })

  it('keeps its live regions outside of the shadow root', async () => {
    const element = await mount('<together-chat></together-chat>')
    expect(element.querySelectorAll('[aria-live]')).toHaveLength(4)
    expect(element.shadowRoot?.querySelector('[aria-live="polite"]')).toBeNull()
  })

  it('says the same in attributes and properties', async () => {
    const element = await mount('<together-chat></together-chat>')
    element.baseUrl = '/elsewhere'
    element.model = 'other/model'
    expect(element.getAttribute('base-url')).toBe('/elsewhere')
    send(element, 'Hi')
    await eventually(() => expect(requests[0]?.url).toBe('/elsewhere/chat/completions'))
    expect(requests[0]?.body.model).toBe('other/model')
    element.model = null
    expect(element.hasAttribute('model')).toBe(false)
  })

  it('refuses a key, and says why where everybody sees it', async () => {
    const element = await mount('<together-chat api-key="sk-1"></together-chat>')
    expect(element.shadowRoot?.textContent).toContain('its page holds an API key')
    expect(element.shadowRoot?.textContent).not.toContain('sk-1')
    expect(element.shadowRoot?.querySelector('textarea')).toBeNull()
  })

  it('keeps its conversation when it is moved, and ends with its removal', async () => {
    const element = await mount('<together-chat></together-chat><main></main>')
    send(element, 'Hi')
    await eventually(() => expect(element.shadowRoot?.querySelector('strong')).not.toBeNull())
    document.querySelector('main')?.append(element)
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(element.shadowRoot?.querySelector('strong')?.textContent).toBe('there')
    element.remove()
    await eventually(() => expect(element.shadowRoot?.querySelector('.tg-root')).toBeNull())
    expect(element.children).toHaveLength(0)
  })

  it('stops its request when it is removed', async () => {
    let aborted: AbortSignal | undefined
    const simulator = createSimulator({ script: [silence(1)] })
    vi.stubGlobal('fetch', (input: string, init: RequestInit) => {
      aborted = init.signal ?? undefined
      return simulator(new Request(new URL(input, 'https://page.test'), init))
    })
    const element = await mount('<together-chat></together-chat>')
    send(element, 'Hi')
    await eventually(() => expect(aborted).toBeDefined())
    element.remove()
    await eventually(() => expect(aborted?.aborted).toBe(true))
  })

  it('takes the theme of the page, also when it changes', async () => {
    const element = await mount('<together-chat></together-chat>')
    const theme = () => element.shadowRoot?.querySelector<HTMLElement>('.tg-mount')?.dataset.theme
    document.documentElement.dataset.theme = 'dark'
    await eventually(() => expect(theme()).toBe('dark'))
    delete document.documentElement.dataset.theme
    await eventually(() => expect(theme()).toBeUndefined())
    element.dataset.theme = 'light'
    expect(theme()).toBe('light')
  })

  it('registers once, and under another name on demand', () => {
    registerTogetherChat()
    registerTogetherChat('help-chat')
    expect(customElements.get('together-chat')).toBe(TogetherChatElement)
    expect(document.createElement('help-chat')).toBeInstanceOf(TogetherChatElement)
  })
})
