import { flushSync } from 'react-dom'
import type { Chat } from '../../store/index.js'
import { messageSelector } from '../kit/messageSelector.js'
import { waitingCalls } from './waitingCalls.js'

/** How many frames the last rows of a long thread may take to come in. */
const patience = 20

/**
 * Goes to the first call which waits in the chat around an element, and opens its card; to its message, which is the
 * last one, where a card of your own asks. The focus stands before the buttons, not on one: a key which is held down
 * allows nothing.
 */
export function goToApproval(chat: Chat, inside: Element, left: number = patience): void {
  if (waitingCalls(chat.view()).length === 0) return
  const root = inside.closest('.tg-root')
  const found = root?.querySelector<HTMLElement>('.tg-approval')
  const panel = found?.closest('[role="tabpanel"][hidden]')
  const tab = panel && root?.querySelector<HTMLElement>(`[aria-controls="${panel.id}"]`)
  if (tab) flushSync(() => tab.click()) // what is out of sight takes no focus
  const card = found?.closest('details')
  if (card) card.open = true
  found?.focus()
  const list = root?.querySelector('[role="log"]')
  if (found || !list || left === 0) return
  list.scrollTop = list.scrollHeight
  const message = list.firstElementChild?.lastElementChild?.querySelector<HTMLElement>(messageSelector)
  if (message) message.focus()
  else requestAnimationFrame(() => goToApproval(chat, inside, left - 1))
}
