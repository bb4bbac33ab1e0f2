import { earlierMessages, endOf } from './markdown.js'
import { findAtEnd, isInView, untilPainted } from './paint.js'
import './page.css'

/**
 * @typedef {import('./markdown.js').EarlierMessage} EarlierMessage
 *
 * @typedef {object} PageOptions
 * @property {number} [messages]  how many there are from before
 * @property {number} [throttle]  of `useChat`, in ms
 * @property {boolean} [contentVisibility]  on each message
 * @property {boolean} [blocks]  markdown block by block, as the AI SDK's cookbook has it
 *
 * @typedef {object} Page
 * @property {(earlier: EarlierMessage[], options: PageOptions) => void} mount
 * @property {(url: string, prompt: string) => void} send  asks at `${url}/chat/completions`
 */

/**
 * Sets what the bench calls:
 *
 * - `__mount(options)` renders, and resolves with the milliseconds until the end of the thread was painted;
 * - `__start(url, options)` sends a prompt to the server at `url`;
 * - `__done` is a promise: it resolves with true once the word ENDMARK is painted.
 *
 * @param {Page} page
 */
export function definePage({ mount, send }) {
  /** @type {(value: true) => void} */
  let finish
  const done = new Promise((resolve) => {
    finish = resolve
  })

  /** @param {PageOptions} options */
  async function mountPage(options = {}) {
    const { messages: count = 0 } = options
    const earlier = earlierMessages(count)
    globalThis.gc?.() // what is left of making the texts is no part of the mount
    const startedAt = performance.now()
    mount(earlier, options)
    const paintedAt = await untilPainted(() =>
      count === 0 ? document.getElementById('composer') !== null : isInView(findAtEnd(endOf(count - 1))),
    )
    document.getElementById('composer')?.focus({ preventScroll: true })
    return paintedAt - startedAt
  }

  /** @param {string} url @param {{ prompt?: string }} [options] */
  function start(url, { prompt = 'Tell me all about it.' } = {}) {
    send(url, prompt)
    void untilPainted(() => findAtEnd('ENDMARK') !== null).then(() => finish(true))
  }

  Object.assign(window, { __mount: mountPage, __start: start, __done: done })
}
