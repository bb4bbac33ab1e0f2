import { createRandom } from '../random.js'

/**
 * Types into what has the focus, a key about every 400 ms. The interval varies, so that presses meet every phase of a
 * frame. A key is sent whether or not the page has answered the one before.
 *
 * @param {import('playwright-core').CDPSession} session
 */
export function pressKeys(session) {
  const random = createRandom(7)
  const key = { key: 'a', code: 'KeyA', windowsVirtualKeyCode: 65 }

  /** @param {'keyDown' | 'keyUp'} type @param {object} [more] */
  const send = (type, more) => session.send('Input.dispatchKeyEvent', { type, ...key, ...more }).catch(() => {})

  function press() {
    void send('keyDown', { text: 'a' })
    void send('keyUp')
    timer = setTimeout(press, 350 + 100 * random())
  }

  let timer = setTimeout(press, 400)
  return {
    stop: () => clearTimeout(timer),
  }
}
