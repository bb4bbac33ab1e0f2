import type { messageSelector } from './messageSelector.js'

/**
 * Before a control which has the focus goes away: hands the focus to the message or list around it, so that it does not
 * fall back to the page's beginning.
 */
export function moveFocus(from: Element, to: typeof messageSelector | '[role="log"]'): void {
  from.closest<HTMLElement>(to)?.focus({ preventScroll: true })
}
