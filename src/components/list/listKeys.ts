import type { FocusEvent, KeyboardEvent } from 'react'
import { messageSelector } from '../kit/messageSelector.js'

// What keys do in a list of messages. Loaded once the list is there.

const focusable = `${messageSelector}[tabindex]`
/** In these Escape has a meaning of its own. */
const fields = 'textarea, select, [contenteditable], input:not([type="radio"], [type="checkbox"])'
/** So have all keys inside of these, while they are open in a message. */
const overlays = 'dialog, [popover], [role="dialog"], [role="menu"], [role="listbox"]'
const controls = 'a[href], button, summary, textarea, input, select, iframe, [contenteditable], [tabindex]'
/** How many frames the first rows of a long thread may take to come in. */
const patience = 20

/** A key on the list, on a message or inside of one. */
export function onKey(event: KeyboardEvent, list: HTMLElement): void {
  const isOther = event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey
  if (isOther || (event.shiftKey && event.key !== 'Tab')) return
  const target = event.target as HTMLElement
  const message = target.closest<HTMLElement>(messageSelector)
  if (messagesIn(list).length === 0 || message?.contains(target.closest(overlays))) return
  if (target === list || target === message) onListKey(event, list, message)
  else if (message) onInnerKey(event, list, message)
}

/** Who comes from behind stops at the list, not at the last button of its last message. */
export function onTabbed({ target, relatedTarget, currentTarget }: FocusEvent<HTMLElement>): void {
  const isFromOutside = !currentTarget.contains(relatedTarget as Node | null)
  if (isFromOutside && target.closest(focusable)) currentTarget.focus({ preventScroll: true })
}

function onListKey(event: KeyboardEvent, list: HTMLElement, message: HTMLElement | null): void {
  switch (event.key) {
    case 'ArrowDown':
    case 'ArrowUp':
      if (!move(list, message, event.key === 'ArrowDown')) return
      break
    case 'Home':
      goToStart(list)
      break
    case 'End':
      list.scrollTop = list.scrollHeight
      messagesIn(list).at(-1)?.focus({ preventScroll: true })
      break
    case 'Enter':
      if (!message || !goInto(message)) return
      break
    case 'Escape':
      if (!message) return
      list.focus({ preventScroll: true })
      event.stopPropagation()
      break
    case 'Tab':
      if (message || !event.shiftKey) leave(list, event.shiftKey)
      return
    default:
      return
  }
  event.preventDefault()
}

/** Inside of a message Tab goes through what is there, in the browser's own order, and then leaves the list. */
function onInnerKey(event: KeyboardEvent, list: HTMLElement, message: HTMLElement): void {
  if (event.key === 'Tab') {
    const others = [...(list.firstElementChild?.children ?? [])].filter((row) => !row.contains(message))
    withInert(others as HTMLElement[])
  }
  if (event.key !== 'Escape' || (event.target as Element).matches(fields)) return
  event.preventDefault()
  event.stopPropagation()
  message.focus({ preventScroll: true })
}

function messagesIn(list: HTMLElement): HTMLElement[] {
  return [...list.querySelectorAll<HTMLElement>(focusable)]
}

/** From the list itself: up to the last message in view, down to the first. Returns whether there is one to go to. */
function move(list: HTMLElement, from: HTMLElement | null, isDown: boolean): boolean {
  const all = messagesIn(list)
  const { top, bottom } = list.getBoundingClientRect()
  const isInView = (message: HTMLElement) => {
    // The row's, which is known while what is inside of it is left out of the layout.
    const rect = (message.parentElement ?? message).getBoundingClientRect()
    return rect.bottom > top && rect.top < bottom
  }
  const first = () => (isDown ? all.find(isInView) : all.findLast(isInView)) ?? all.at(-1)
  const next = from ? all[all.indexOf(from) + (isDown ? 1 : -1)] : first()
  next?.focus()
  return next !== undefined
}

/** The first messages of a long thread come in once it is scrolled there. */
function goToStart(list: HTMLElement, left = patience): void {
  list.scrollTop = 0
  const first = list.firstElementChild?.firstElementChild?.querySelector<HTMLElement>(focusable)
  if (first) first.focus({ preventScroll: true })
  else if (left > 0) requestAnimationFrame(() => goToStart(list, left - 1))
}

/** To the first control which takes the focus. Returns whether there is one. */
function goInto(message: HTMLElement): boolean {
  const root = message.getRootNode() as Document | ShadowRoot
  for (const control of message.querySelectorAll<HTMLElement>(controls)) {
    if (control.tabIndex < 0) continue
    control.focus()
    if (root.activeElement === control) return true
  }
  return false
}

/** The browser's own Tab finds nothing more in the list, for the moment of this one key. */
function leave(list: HTMLElement, isBackwards: boolean): void {
  withInert([list.firstElementChild as HTMLElement])
  if (!isBackwards) return
  list.tabIndex = -1
  setTimeout(() => {
    list.tabIndex = 0
  })
}

function withInert(elements: readonly HTMLElement[]): void {
  for (const element of elements) element.inert = true
  setTimeout(() => {
    for (const element of elements) element.inert = false
  })
}
