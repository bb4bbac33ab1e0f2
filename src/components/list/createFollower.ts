export interface Follower {
  toEnd(smooth: boolean): void
  disconnect(): void
}

/** How near to the end counts as the end, in CSS px. */
const nearPx = 24
const keysUp: readonly string[] = ['ArrowUp', 'PageUp', 'Home']

/**
 * Keeps what the reader wants apart from where the scroller is: a wheel, a touch, a key or the scrollbar moved away
 * from the end stops following at once, moving down to the end begins it again. Growth of the content scrolls, and is
 * never taken for the reader.
 */
export function createFollower(scroller: HTMLElement, onChange: (isFollowing: boolean) => void): Follower {
  let isFollowing = true
  let isHeld = false
  let lastTop = scroller.scrollTop
  let lastHeight = scroller.scrollHeight
  const listeners = new AbortController()

  const distance = () => scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop
  const isScrollable = () => scroller.scrollHeight > scroller.clientHeight

  function follow(next: boolean): void {
    if (isFollowing === next) return
    isFollowing = next
    onChange(next)
  }

  function leave(): void {
    if (isScrollable()) follow(false)
  }

  function jump(): void {
    if (!isFollowing || isHeld) return
    scroller.scrollTop = scroller.scrollHeight
    note() // its scroll event comes a frame later, and is not the reader's
  }

  function note(): void {
    lastTop = scroller.scrollTop
    lastHeight = scroller.scrollHeight
  }

  /** Also what no wheel, touch or key tells: focus which moves, find in page, assistive technology. */
  function onScroll(): void {
    const moved = scroller.scrollTop - lastTop
    const shrank = scroller.scrollHeight < lastHeight
    note()
    if (moved < 0 && !shrank && distance() > nearPx) follow(false)
    if (moved > 0 && distance() <= nearPx) follow(true)
  }

  function on<Type extends keyof HTMLElementEventMap>(
    type: Type,
    listener: (event: HTMLElementEventMap[Type]) => void,
  ) {
    scroller.addEventListener(type, listener, { passive: true, signal: listeners.signal })
  }

  let touchedAt = 0
  const release = () => {
    isHeld = false
    jump()
  }
  on('scroll', onScroll)
  on('wheel', ({ deltaY, ctrlKey }) => deltaY < 0 && !ctrlKey && leave())
  on('touchstart', ({ touches }) => {
    touchedAt = touches[0]?.clientY ?? 0
  })
  on('touchmove', ({ touches }) => (touches[0]?.clientY ?? 0) > touchedAt && leave())
  on('keydown', (event) => scrollsUp(event) && leave())
  // The scrollbar, or a selection which is being drawn.
  on('pointerdown', ({ pointerType }) => {
    isHeld = pointerType === 'mouse'
  })
  for (const type of ['pointerup', 'pointercancel'] as const) {
    addEventListener(type, release, { signal: listeners.signal })
  }
  const observer = typeof ResizeObserver === 'undefined' ? null : new ResizeObserver(jump)
  observer?.observe(scroller)
  if (scroller.firstElementChild) observer?.observe(scroller.firstElementChild)
  jump()

  return {
    toEnd(smooth) {
      follow(true)
      scroller.scrollTo?.({ top: scroller.scrollHeight, behavior: smooth && !prefersLessMotion() ? 'smooth' : 'auto' })
    },
    disconnect() {
      listeners.abort()
      observer?.disconnect()
    },
  }
}

/** Keys in a text field move its caret. */
function scrollsUp({ key, shiftKey, target }: KeyboardEvent): boolean {
  if (target instanceof HTMLTextAreaElement) return false
  return keysUp.includes(key) || (key === ' ' && shiftKey)
}

function prefersLessMotion(): boolean {
  return typeof matchMedia !== 'undefined' && matchMedia('(prefers-reduced-motion: reduce)').matches
}
