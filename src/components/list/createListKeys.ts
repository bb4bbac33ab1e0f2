/** In these Escape has a meaning of its own. */
const fields = 'textarea, select, [contenteditable], input:not([type="radio"], [type="checkbox"])'
const controls = 'a[href], button, summary, textarea, input, select, [tabindex]'
/** How many frames the first rows of a long thread may take to come in. */
const patience = 20

/**
 * Makes a list of messages one stop of the Tab key. On it, arrows, Home and End go from message to message, Enter goes
 * into one, Escape comes out again, and Tab leaves the list. Page keys scroll. Returns the removal.
 */
export function createListKeys(scroller: HTMLElement): () => void {
  const rows = scroller.firstElementChild as HTMLElement
  const listeners = new AbortController()
  const options = { signal: listeners.signal }
  let isTabbing = false

  const articles = () => [...rows.querySelectorAll<HTMLElement>('article')]

  /** From the list itself: up to the last message in view, down to the first. */
  function move(from: HTMLElement | null, step: 1 | -1): void {
    const all = articles()
    const { top, bottom } = scroller.getBoundingClientRect()
    const isInView = (article: HTMLElement) => {
      const rect = article.getBoundingClientRect()
      return rect.bottom > top && rect.top < bottom
    }
    const first = () => (step > 0 ? all.find(isInView) : all.findLast(isInView)) ?? all.at(-1)
    const next = from ? all[all.indexOf(from) + step] : first()
    next?.focus()
  }

  function goToEnd(): void {
    scroller.scrollTop = scroller.scrollHeight
    articles().at(-1)?.focus({ preventScroll: true })
  }

  /** The first messages of a long thread come in once it is scrolled there. */
  function goToStart(left = patience): void {
    scroller.scrollTop = 0
    const first = rows.firstElementChild?.querySelector<HTMLElement>('article')
    if (first) first.focus({ preventScroll: true })
    else if (left > 0) requestAnimationFrame(() => goToStart(left - 1))
  }

  /** The browser's own Tab finds nothing more in here, for the moment of this one key. */
  function leave(isBackwards: boolean): void {
    rows.inert = true
    if (isBackwards) scroller.tabIndex = -1
    setTimeout(() => {
      rows.inert = false
      scroller.tabIndex = 0
    })
  }

  /** What Tab comes to inside of a message. */
  function controlsIn(article: HTMLElement): HTMLElement[] {
    return [...article.querySelectorAll<HTMLElement>(controls)].filter(isReachable)
  }

  function onListKey(event: KeyboardEvent, article: HTMLElement | null): void {
    switch (event.key) {
      case 'ArrowDown':
        move(article, 1)
        break
      case 'ArrowUp':
        move(article, -1)
        break
      case 'Home':
        goToStart()
        break
      case 'End':
        goToEnd()
        break
      case 'Enter':
        if (article) controlsIn(article)[0]?.focus()
        break
      case 'Escape':
        if (!article) return
        scroller.focus({ preventScroll: true })
        event.stopPropagation()
        break
      case 'Tab':
        if (article || !event.shiftKey) leave(event.shiftKey)
        return
      default:
        return
    }
    event.preventDefault()
  }

  function onInnerKey(event: KeyboardEvent, article: HTMLElement): void {
    if (event.key === 'Tab') {
      const inside = controlsIn(article)
      if (!event.shiftKey && event.target === inside.at(-1)) leave(false)
      if (!event.shiftKey || event.target !== inside[0]) return
    } else if (event.key !== 'Escape' || (event.target as Element).matches(fields)) return
    event.preventDefault()
    event.stopPropagation()
    article.focus({ preventScroll: true })
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
    const target = event.target as HTMLElement
    const article = target.closest('article')
    if (target === scroller || target === article) onListKey(event, article)
    else if (article) onInnerKey(event, article)
  }

  /** Who comes from behind stops at the list, not at the last button of its last message. */
  function onFocusIn({ target, relatedTarget }: FocusEvent): void {
    if (!isTabbing || target === scroller || scroller.contains(relatedTarget as Node | null)) return
    scroller.focus({ preventScroll: true })
  }

  function onAnyKey({ key }: KeyboardEvent): void {
    if (key !== 'Tab') return
    isTabbing = true
    setTimeout(() => {
      isTabbing = false
    })
  }

  scroller.addEventListener('keydown', onKeyDown, options)
  scroller.addEventListener('focusin', onFocusIn, options)
  document.addEventListener('keydown', onAnyKey, { ...options, capture: true })
  return () => listeners.abort()
}

function isReachable(element: HTMLElement): boolean {
  return element.tabIndex >= 0 && element.getClientRects().length > 0
}
