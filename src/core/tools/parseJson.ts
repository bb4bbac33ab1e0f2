import { TogetherError } from '../http/TogetherError.js'

/** Deepest nesting which is read; beyond it a text is refused with `limit`. */
export const maxJsonDepth = 128

/** `JSON.parse` with the bounds of `parsePartialJson`. Throws `limit`, or the engine's SyntaxError. */
export function parseJson(text: string): unknown {
  if (mayBeDeep(text)) checkDepth(text)
  return JSON.parse(text)
}

/** Whether there are brackets enough for it, wherever they stand: in an event of a stream there are five. */
function mayBeDeep(text: string): boolean {
  let left = maxJsonDepth
  for (const bracket of ['{', '[']) {
    for (let at = text.indexOf(bracket); at >= 0; at = text.indexOf(bracket, at + 1)) if (--left < 0) return true
  }
  return false
}

function checkDepth(text: string): void {
  let depth = 0
  let inString = false
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 0x22) inString = !inString
    else if (inString) at += code === 0x5c ? 1 : 0
    else if (code === 0x7b || code === 0x5b) {
      if (++depth > maxJsonDepth) throw tooDeep()
    } else if (code === 0x7d || code === 0x5d) depth--
  }
}

export function tooDeep(): TogetherError {
  return new TogetherError({ code: 'limit', message: `JSON above ${maxJsonDepth} levels or 16 MiB is not read.` })
}
