/** A message, in an element of your own, too; or a result of a generator. */
export const article = ':is(article, [data-message])'

/**
 * Before a control which has the focus goes away: hands the focus to the message or list around it, so that it does not
 * fall back to the page's beginning.
 */
export function moveFocus(from: Element, to: typeof article | '[role="log"]'): void {
  from.closest<HTMLElement>(to)?.focus({ preventScroll: true })
}
