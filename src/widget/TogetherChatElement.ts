import { createElement } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import kitStyles from '../components/styles.css?inline'
import elementStyles from './element.css?inline'
import { KeyRefused } from './KeyRefused.js'
import { Widget } from './Widget.js'

const properties = ['baseUrl', 'model', 'systemPrompt', 'placeholder', 'heading'] as const

// A server has no elements; there the class is only a name.
const Base: typeof HTMLElement = globalThis.HTMLElement ?? (class {} as typeof HTMLElement)

/**
 * `<together-chat base-url model system-prompt placeholder heading>`: the drop-in chat for pages without React, in a
 * shadow root. Attributes and properties say the same and may change at any time. An `api-key` is refused.
 *
 * @example
 * <script type="module">import 'together-react/widget'</script>
 * <together-chat base-url="/api/together"></together-chat>
 */
export class TogetherChatElement extends Base {
  static readonly observedAttributes: readonly string[] = [
    'base-url',
    'model',
    'system-prompt',
    'placeholder',
    'heading',
    'api-key',
    'data-theme',
    'dir',
  ]
  #root: Root | null = null
  #mount: HTMLElement | null = null
  #announcer: HTMLElement | null = null
  #pageTheme: MutationObserver | null = null

  /** Where the relay is. @default '/api/together' */
  get baseUrl(): string | null {
    return this.getAttribute('base-url')
  }
  set baseUrl(value: string | null) {
    this.#reflect('base-url', value)
  }

  get model(): string | null {
    return this.getAttribute('model')
  }
  set model(value: string | null) {
    this.#reflect('model', value)
  }

  get systemPrompt(): string | null {
    return this.getAttribute('system-prompt')
  }
  set systemPrompt(value: string | null) {
    this.#reflect('system-prompt', value)
  }

  get placeholder(): string | null {
    return this.getAttribute('placeholder')
  }
  set placeholder(value: string | null) {
    this.#reflect('placeholder', value)
  }

  get heading(): string | null {
    return this.getAttribute('heading')
  }
  set heading(value: string | null) {
    this.#reflect('heading', value)
  }

  connectedCallback(): void {
    for (const name of properties) this.#adopt(name)
    this.#root ??= this.#createRoot()
    this.#render()
  }

  /** In the next task, so that an element which is moved keeps its conversation. */
  disconnectedCallback(): void {
    setTimeout(() => {
      if (!this.isConnected) this.#unmount()
    }, 0)
  }

  attributeChangedCallback(): void {
    this.#render()
  }

  /** A property which was set before the class was known hides the accessor: it is taken over. */
  #adopt(name: (typeof properties)[number]): void {
    if (!Object.hasOwn(this, name)) return
    const value = this[name]
    Reflect.deleteProperty(this, name)
    this[name] = value
  }

  #reflect(name: string, value: string | null): void {
    if (value === null) this.removeAttribute(name)
    else this.setAttribute(name, value)
  }

  #createRoot(): Root {
    const shadow = this.shadowRoot ?? this.attachShadow({ mode: 'open' })
    applyStyles(shadow)
    this.#mount = document.createElement('div')
    this.#mount.className = 'tg-mount'
    const slot = document.createElement('slot')
    slot.name = 'announcer'
    shadow.replaceChildren(this.#mount, slot)
    for (const old of this.querySelectorAll(':scope > [slot="announcer"]')) old.remove() // of a clone
    this.#announcer = document.createElement('div')
    this.#announcer.slot = 'announcer'
    this.append(this.#announcer)
    this.#pageTheme = new MutationObserver(() => this.#render())
    this.#pageTheme.observe(document.documentElement, { attributeFilter: ['data-theme', 'dir'] })
    return createRoot(this.#mount)
  }

  #unmount(): void {
    this.#root?.unmount()
    this.#announcer?.remove()
    this.#pageTheme?.disconnect()
    this.#root = null
  }

  #render(): void {
    if (!this.#root || !this.#mount || !this.#announcer) return
    const theme = this.closest<HTMLElement>('[data-theme]')?.dataset.theme
    this.#mount.dir = getComputedStyle(this).direction
    this.#mount.toggleAttribute('data-theme', theme !== undefined)
    if (theme !== undefined) this.#mount.dataset.theme = theme
    this.#root.render(
      this.hasAttribute('api-key')
        ? createElement(KeyRefused)
        : createElement(Widget, { ...this.#texts(), announcerContainer: this.#announcer }),
    )
  }

  #texts() {
    const read = (name: string) => this.getAttribute(name) ?? undefined
    return {
      baseUrl: read('base-url'),
      model: read('model'),
      systemPrompt: read('system-prompt'),
      placeholder: read('placeholder'),
      heading: read('heading'),
    }
  }
}

let sheet: CSSStyleSheet | undefined

/** One sheet for all elements of a page, made by script: a strict CSP allows no inline style element. */
function applyStyles(shadow: ShadowRoot): void {
  if (typeof CSSStyleSheet === 'undefined' || !('replaceSync' in CSSStyleSheet.prototype)) return
  if (!sheet) {
    sheet = new CSSStyleSheet()
    sheet.replaceSync(`${kitStyles}\n${elementStyles}`)
  }
  shadow.adoptedStyleSheets = [sheet]
}
