import type { PlaceKeeper } from './createPlaceKeeper.js'

export interface Follower {
  toEnd(smooth: boolean): void
  /** After a change of the content: the end stays in view, or what the reader reads stays where it is. */
  settle(): void
  disconnect(): void
}

/** How near to the end counts as the end, in CSS px. */
const nearPx = 24
/** Without a scroll event for so long, scrolling has come to rest. */
export const restMs = 150
const keysUp: readonly string[] = ['ArrowUp', 'PageUp', 'Home']
/** In these keys move something else than the page. */
const keyUsers =
  'textarea, input, select, [contenteditable], [role="tab"], [role="option"], [role="menuitem"], [role="slider"]'

/**
 * Keeps what the reader wants apart from where the scroller is: a wheel, a touch, a key or the scrollbar moved away
 * from the end stops following at once, moving down to the end begins it again. Growth of the content scrolls, and is
 * never taken for the reader. While they read elsewhere, what they read stays in its place on the screen.
 */
export function createFollower(scroller: HTMLElement, onChange: (isFollowing: boolean) => void): Follower {
  let isFollowing = true
  let isHeld = false
  /** On the way to the very top, which is nobody's place to keep. */
  let isGoingUp = false
  let lastTop = scroller.scrollTop
  let lastHeight = scroller.scrollHeight
  let scrolledAt = 0
  let place: PlaceKeeper | null = null
  const listeners = new AbortController()

  const distance = () => scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop
  const isScrollable = () => scroller.scrollHeight > scroller.clientHeight

  function follow(next: boolean): void {
    if (isFollowing === next) return
    isFollowing = next
    if (!next) markPlace()
    onChange(next)
  }

  function markPlace(): void {
    place?.mark()
    if (place) return
    void loadPlaceKeeper().then((loaded) => {
      place ??= loaded?.createPlaceKeeper(scroller) ?? null
      place?.mark()
    })
  }

  function leave(): void {
    if (isScrollable()) follow(false)
  }

  function settle(): void {
    if (scroller.clientHeight === 0) return // a hidden chat has no place
    if (!isScrollable()) follow(true) // such as one which was cleared
    if (!isFollowing) keepPlace(performance.now() - scrolledAt < restMs)
    else if (!isHeld) scroller.scrollTop = scroller.scrollHeight
    note() // the scroll event comes a frame later, and is not the reader's
  }

  function keepPlace(isScrolling: boolean): void {
    isGoingUp &&= scroller.scrollTop > 0
    if (isGoingUp) markPlace()
    else place?.keep(isScrolling)
  }

  function note(): void {
    lastTop = scroller.scrollTop
    lastHeight = scroller.scrollHeight
  }

  /** Also what no wheel, touch or key tells: focus which moves, find in page, assistive technology. */
  function onScroll(): void {
    const moved = scroller.scrollTop - lastTop
    const shrank = scroller.scrollHeight < lastHeight
    scrolledAt = performance.now()
    if (moved < 0 && !shrank && distance() > nearPx) follow(false)
    if (moved > 0 && distance() <= nearPx) follow(true)
    if (!isFollowing) keepPlace(true)
    note()
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
    settle()
  }
  on('scroll', onScroll)
  on('wheel', ({ deltaY, ctrlKey }) => {
    isGoingUp = false
    if (deltaY < 0 && !ctrlKey) leave()
  })
  on('touchstart', ({ touches }) => {
    isGoingUp = false
    touchedAt = touches[0]?.clientY ?? 0
  })
  on('touchmove', ({ touches }) => (touches[0]?.clientY ?? 0) > touchedAt && leave())
  on('keydown', ({ key, shiftKey, target }) => {
    if ((target as Element).closest(keyUsers)) return
    isGoingUp = key === 'Home'
    if (keysUp.includes(key) || (key === ' ' && shiftKey)) leave()
    if (key === 'End') follow(true)
  })
  // The scrollbar, or a selection which is being drawn.
  on('pointerdown', ({ pointerType }) => {
    isGoingUp = false
    isHeld = pointerType === 'mouse'
  })
  for (const type of ['pointerup', 'pointercancel'] as const) {
    addEventListener(type, release, { signal: listeners.signal })
  }
  const observer = typeof ResizeObserver === 'undefined' ? null : new ResizeObserver(settle)
  observer?.observe(scroller)
  if (scroller.firstElementChild) observer?.observe(scroller.firstElementChild)
  settle()

  return {
    toEnd(smooth) {
      follow(true)
      // Over a long way smooth scrolling is a blur, and in a long thread its end moves while rows come in.
      const isSmooth = smooth && distance() < 3 * scroller.clientHeight && !prefersLessMotion()
      scroller.scrollTo?.({ top: scroller.scrollHeight, behavior: isSmooth ? 'smooth' : 'auto' })
    },
    settle,
    disconnect() {
      listeners.abort()
      observer?.disconnect()
    },
  }
}

/** Null where it does not load: then what comes in above the view moves it. */
export function loadPlaceKeeper(): Promise<typeof import('./createPlaceKeeper.js') | null> {
  return import('./createPlaceKeeper.js').catch(() => null)
}

function prefersLessMotion(): boolean {
  return typeof matchMedia !== 'undefined' && matchMedia('(prefers-reduced-motion: reduce)').matches
}
