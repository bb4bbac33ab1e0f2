/**
 * Goes to the first call which waits in the chat around an element, and opens its card. The focus stands before the
 * buttons, not on one: a key which is held down allows nothing.
 */
export function goToApproval(inside: Element | null | undefined): void {
  const found = inside?.closest('.tg-root')?.querySelector<HTMLElement>('.tg-approval')
  const card = found?.closest('details')
  if (card) card.open = true
  found?.focus()
}
