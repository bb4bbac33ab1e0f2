/** Keeps what a reader sees where it is on the screen. Loaded when they first leave the end, or with a long thread. */
export interface PlaceKeeper {
  /** Remembers what stands at the upper edge of the view. */
  mark(): void
  /** Undoes by how much a change of the content moved it; while the reader scrolls out of the gap above, if there is one. */
  keep(isScrolling: boolean): void
}

/**
 * The browser's own scroll anchoring is switched off: Safari lacked it for long, and at the very top, where earlier
 * messages come in, it does nothing.
 */
export function createPlaceKeeper(scroller: HTMLElement): PlaceKeeper {
  const content = scroller.firstElementChild
  let lastTop = scroller.scrollTop
  /** Innermost first, each with its distance from the content's beginning, which does not depend on who scrolls. */
  let marks: { element: Element; top: number }[] = []

  const edge = () => scroller.getBoundingClientRect().top
  const topOf = (element: Element) => element.getBoundingClientRect().top - edge() + scroller.scrollTop

  /** `error` is by how much the last correction missed: it scrolls by whole device pixels. */
  function mark(error = 0): void {
    marks = []
    lastTop = scroller.scrollTop
    const upper = edge()
    for (let parent = content; parent; ) {
      const found = firstBelow(parent.children, upper)
      if (!found) break
      marks.unshift({ element: found, top: topOf(found) - error })
      // Into the row in any case: the first one has no margin, until others come before it.
      parent = parent === content || found.getBoundingClientRect().top < upper ? found : null
    }
  }

  /** Where the content became too short for the place, the browser has scrolled already. */
  function scrolledByBrowser(): number {
    const { scrollHeight, clientHeight, scrollTop } = scroller
    return scrollHeight - clientHeight - scrollTop < 1 ? Math.max(0, lastTop - scrollTop) : 0
  }

  return {
    mark: () => mark(),
    keep(isScrolling) {
      const kept = marks.find(({ element }) => scroller.contains(element) && isRendered(element))
      const moved = kept ? topOf(kept.element) - kept.top : 0
      const cut = moved < 0 ? scrolledByBrowser() : 0
      const left = takeFromGap(isScrolling ? marks.at(-1)?.element : undefined, moved) + cut
      const before = scroller.scrollTop
      if (Math.abs(left) >= 0.5) scroller.scrollBy({ top: left, behavior: 'instant' })
      const error = left - (scroller.scrollTop - before)
      mark(Math.abs(error) < 1 ? error : 0)
    },
  }
}

/** The first which is not wholly above `upper`; in the place of a gap the row after it. */
function firstBelow(elements: HTMLCollection, upper: number): Element | null | undefined {
  const found = Array.from(elements).find((element) => element.getBoundingClientRect().bottom > upper)
  return found && isGapElement(found) ? found.nextElementSibling : found
}

/**
 * Rows which come in above and are taller than expected take the room from the gap which stood for them: a script that
 * writes the scroll position would end the swing of a finger on iOS. Returns what is left to be scrolled.
 */
function takeFromGap(row: Element | undefined, moved: number): number {
  let gap = row ?? null
  while (gap && !isGapElement(gap)) gap = gap.previousElementSibling
  if (!gap) return moved
  const { height } = gap.getBoundingClientRect()
  const left = Math.max(0, height - moved)
  ;(gap as HTMLElement).style.blockSize = `${left}px`
  return moved - (height - left)
}

/** What is hidden has no place, such as the inside of a `<details>` which was closed. */
function isRendered(element: Element): boolean {
  return element.getClientRects().length > 0
}

function isGapElement({ className }: Element): boolean {
  return className === 'tg-gap'
}
