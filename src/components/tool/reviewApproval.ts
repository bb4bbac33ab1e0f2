import type { Chat } from '../../store/index.js'

/** Goes to the first call which waits in the chat around an element. The way there is loaded when it is first gone. */
export async function reviewApproval(chat: Chat, inside: Element): Promise<void> {
  ;(await import('./goToApproval.js')).goToApproval(chat, inside)
}
