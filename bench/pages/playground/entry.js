// What the bench calls, put beside the playground, which knows nothing of it: see buildPlayground.js.
import { findAtEnd, untilPainted } from '../shared/paint.js'

/** @type {(value: true) => void} */
let finish
const done = new Promise((resolve) => {
  finish = resolve
})

/** It was rendered when the page was loaded, so there is nothing to time. The prompt is written before the clock starts. */
async function mount() {
  await untilPainted(() => document.querySelector('textarea') !== null)
  const field = document.querySelector('textarea')
  document.querySelector('[role="log"]').id = 'thread'
  field.id = 'composer'
  field.focus({ preventScroll: true })
  document.execCommand('insertText', false, 'Tell me all about it.')
}

/** The server knows the pace: the playground asks its own relay. */
function start() {
  document.getElementById('composer').form.requestSubmit()
  void untilPainted(() => findAtEnd('ENDMARK') !== null).then(() => finish(true))
}

Object.assign(window, { __mount: mount, __start: start, __done: done })
