import { createTogetherTransport } from 'together-react'

/** @param {import('./markdown.js').EarlierMessage[]} earlier */
export function initialMessagesOf(earlier) {
  return earlier.map(({ role, text }) => ({ role, content: text }))
}

/**
 * The address is known only now; an app gives it to its provider.
 *
 * @param {import('together-react').Chat} chat
 * @param {string} url
 * @param {string} text
 */
export function sendTo(chat, url, text) {
  chat.configure({ transport: createTogetherTransport({ baseUrl: url }) })
  void chat.sendMessage(text)
}
