import { flushSync } from 'react-dom'
import { sameItems } from '../../store/same.js'
import { messageSelector } from '../kit/messageSelector.js'
import { loadPlaceKeeper, restMs } from './createFollower.js'
import { heightBetween, inOrder, type KnownRows, knownOf, placesOf } from './knownRows.js'
import { guessPx, type Item, isGap, itemsOf, type Rows } from './rows.js'
import { type PlacedItem, rowsInView } from './rowsInView.js'

/** Shows those rows of a long thread which the reader sees or is about to see. Loaded with the first long thread. */
export interface RowWindow {
  /** What is shown of these rows now. */
  itemsOf(rows: Rows): readonly Item[]
  /** Call it after each commit, with what is in the document since. */
  commit(items: readonly Item[], rows: Rows): void
  disconnect(): void
}

export interface RowWindowOptions {
  scroller: HTMLElement
  /** What is in the document now. */
  items: readonly Item[]
  rows: Rows
  /** Renders again. */
  onChange(): void
  /** Keeps the reader's place after heights changed. */
  settle(): void
}

/** Rows are kept ready as far beyond the view as the view is high, and at least so far, in CSS px. */
const leastAheadPx = 600
/** Commits in a row which may each bring the next: heights become known as rows come in. */
const maxPasses = 8

/**
 * Rows stand in the document's flow, with gaps in the place of the others: no row is positioned by hand, so selection,
 * margins, printing and the order for assistive technology stay the browser's. A row's height is read while it is there
 * and remembered when it goes.
 */
export function createRowWindow({ scroller, onChange, settle, ...first }: RowWindowOptions): RowWindow {
  const content = scroller.firstElementChild as HTMLElement
  const root = scroller.getRootNode() as Document | ShadowRoot
  const listeners = new AbortController()
  let { items } = first
  let known: KnownRows = { rows: first.rows, shown: placesOf(items), heights: new Map() }
  let usual = 0
  let passes = 0
  /** For a printer. */
  let isWhole = false
  /** For what is copied: nothing comes or goes. */
  let isHeld = false
  let isTouched = false
  let timer: ReturnType<typeof setTimeout> | undefined

  const usualHeight = () => usual || guessPx
  const heightOf = (place: number) => known.heights.get(place) ?? usualHeight()

  /** Calls with each item, its element and its place in the thread. */
  function each(visit: (item: Item, element: HTMLElement, place: number) => void): void {
    const elements = elementsIn(content)
    if (elements.length !== items.length) return
    let place = 0
    for (const [index, item] of items.entries()) {
      visit(item, elements[index] as HTMLElement, place)
      place = isGap(item) ? item.to : place + 1
    }
  }

  function measure(): void {
    if (scroller.clientHeight === 0) return
    const { heights } = known
    each((item, element, place) => {
      if (!isGap(item)) heights.set(place, element.getBoundingClientRect().height)
    })
    usual ||= [...heights.values()].reduce((sum, height) => sum + height, 0) / heights.size
  }

  function wanted(): number[] {
    const { top, bottom, height } = scroller.getBoundingClientRect()
    const placed: PlacedItem[] = []
    const kept: number[] = []
    const hands = handsIn(content, root)
    each((item, element, place) => {
      const rect = element.getBoundingClientRect()
      placed.push({ item, place, top: rect.top, bottom: rect.bottom })
      if (hands.some((node) => element.contains(node))) kept.push(place)
      if (element.contains(root.activeElement)) kept.push(place - 1, place + 1) // Tab goes on there
    })
    const view = { top, bottom, ahead: Math.max(height, leastAheadPx) }
    return inOrder([...rowsInView(placed, view, heightOf), ...kept.filter((place) => known.rows.at(place))])
  }

  function update(render: () => void): void {
    if (isWhole || isHeld || scroller.clientHeight === 0) return
    measure()
    const shown = wanted()
    if (sameItems(shown, known.shown) === known.shown) return
    known = { ...known, shown }
    render()
  }

  /** In the frame which scrolled, so that no reader sees a gap. */
  function updateNow(): void {
    passes = 0
    update(() => flushSync(onChange))
  }

  function restLater(): void {
    clearTimeout(timer)
    timer = setTimeout(rest, restMs + 1)
  }

  /** Gaps get the height which their rows should have. */
  function rest(): void {
    if (isTouched) return
    each((item, element) => {
      if (isGap(item)) element.style.blockSize = `${item.height}px`
    })
    settle()
    updateNow()
  }

  function showAll(isShown: boolean): void {
    isWhole = isShown
    flushSync(onChange)
    updateNow()
  }

  /** What is copied has the rows between: they come in before the browser reads the selection, and go after it. */
  function onCopy(): void {
    const selection = selectionIn(root)
    if (!selection || selection.isCollapsed) return
    const range = selection.getRangeAt(0)
    const between: number[] = []
    each((item, element) => {
      if (!isGap(item) || !range.intersectsNode(element)) return
      for (let place = item.from; place < item.to; place++) between.push(place)
    })
    if (between.length === 0) return
    known = { ...known, shown: inOrder([...known.shown, ...between]) }
    isHeld = true
    flushSync(onChange)
    setTimeout(() => {
      isHeld = false
      updateNow()
    }, 0)
  }

  /** How far the reader is, for assistive technology: the rows in the document are not all. */
  function count(): void {
    each((_, element, place) => {
      const message = element.querySelector(messageSelector)
      message?.setAttribute('aria-setsize', String(known.rows.length))
      message?.setAttribute('aria-posinset', String(place + 1))
    })
  }

  function listen(): void {
    const options = { passive: true, signal: listeners.signal }
    scroller.addEventListener('scroll', restLater, options)
    scroller.addEventListener('scroll', updateNow, options)
    // Not at once: React itself may have moved the focus.
    scroller.addEventListener('focusin', () => queueMicrotask(updateNow), options)
    for (const type of ['touchstart', 'touchend', 'touchcancel'] as const) {
      const onTouch = ({ touches }: TouchEvent) => {
        isTouched = touches.length > 0
        restLater()
      }
      scroller.addEventListener(type, onTouch, options)
    }
    document.addEventListener('copy', onCopy, options)
    addEventListener('beforeprint', () => showAll(true), options)
    addEventListener('afterprint', () => showAll(false), options)
  }

  const observer = typeof ResizeObserver === 'undefined' ? null : new ResizeObserver(updateNow)
  observer?.observe(scroller)
  observer?.observe(content)
  listen()
  measure()
  void loadPlaceKeeper() // it must be there when the first rows come in above the view

  return {
    itemsOf(rows) {
      if (isWhole) return [...rows]
      const now = knownOf(known, rows)
      return itemsOf(rows, now.shown, (from, to) => heightBetween(now, from, to, usualHeight()))
    },
    commit(nextItems, rows) {
      items = nextItems
      known = knownOf(known, rows)
      count()
      if (passes++ < maxPasses) update(onChange)
    },
    disconnect() {
      listeners.abort()
      observer?.disconnect()
      clearTimeout(timer)
      for (const message of content.querySelectorAll('[aria-setsize]')) {
        message.removeAttribute('aria-setsize')
        message.removeAttribute('aria-posinset')
      }
    },
  }
}

/** Rows and gaps, but not what an extension of the browser puts between them. */
function elementsIn(content: Element): HTMLElement[] {
  return [...content.querySelectorAll<HTMLElement>(':scope > .tg-row, :scope > .tg-gap')]
}

/** What the reader has a hand in: the focus, the ends of a selection, what they fill in. */
function handsIn(content: Element, root: Document | ShadowRoot): Node[] {
  const selection = selectionIn(root)
  const nodes = [root.activeElement, selection?.anchorNode, selection?.focusNode]
  return [...nodes.filter((node) => node != null), ...content.getElementsByTagName('form')]
}

/** Chrome tells what is selected in a shadow tree by that tree alone. */
function selectionIn(root: Document | ShadowRoot): Selection | null {
  return (root as Document).getSelection?.() ?? document.getSelection()
}
