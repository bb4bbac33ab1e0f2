import { lastEvent, textEvent } from '../core/inputs.js'
import { markdownAnswer } from '../pages/shared/markdown.js'

/** @typedef {{ bytes: Buffer, ends: number[] }} AnswerEvents  `ends[i]` is where the first i events end */

/** @type {Map<number, AnswerEvents>} */
const made = new Map()

/** The events of an answer of so many tokens of about four characters, the same each time. @param {number} tokens */
export function answerEvents(tokens) {
  const events = made.get(tokens) ?? makeEvents(tokens)
  made.set(tokens, events)
  return events
}

/** @param {number} tokens @returns {AnswerEvents} */
function makeEvents(tokens) {
  const text = markdownAnswer(tokens * 4)
  const placeOf = (/** @type {number} */ token) => Math.round((token * text.length) / tokens)
  const events = Array.from({ length: tokens }, (_, token) =>
    Buffer.from(textEvent(text.slice(placeOf(token), placeOf(token + 1)))),
  )
  const ends = [0]
  for (const { length } of events) ends.push((ends.at(-1) ?? 0) + length)
  const end = Buffer.from(`${lastEvent('stop', tokens)}data: [DONE]\n\n`)
  return { bytes: Buffer.concat([...events, end]), ends }
}
