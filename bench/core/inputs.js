// Streams in Together AI's shape, the same bytes for everyone. Nothing here is recorded: words are drawn by a seed.
import { createRandom } from '../random.js'

const words =
  'the a model answers with tokens of text, and each comes in an event \n\n of - its own; `code` **bold** é 漢字 😀'
    .split(' ')
    .map((word) => ` ${word}`)

/**
 * @typedef {object} Input
 * @property {string} name
 * @property {Uint8Array} bytes the body of the answer
 * @property {number} readSize bytes in each read
 * @property {number} [n] choices asked for
 * @property {boolean} [hasTool] whether a tool is offered
 * @property {number} events about how many there are
 */

/** How an input is made: each process makes its own, and the same recipe gives the same bytes. */
/** @typedef {['text' | 'choices' | 'tool' | 'event', ...number[]]} Recipe */

const makers = { text: textReply, choices: choicesReply, tool: toolReply, event: largeEvent }

/** @param {Recipe} recipe @returns {Input} */
export function makeInput([kind, ...values]) {
  const [size = 0, ...rest] = values
  return makers[kind](size, ...rest)
}

/** @param {number} tokens @param {number} readSize @returns {Input} */
function textReply(tokens, readSize = 16 * 1024) {
  const random = createRandom(tokens)
  const events = Array.from({ length: tokens }, () => textEvent(words[Math.floor(random() * words.length)] ?? ''))
  return {
    name: `${tokens.toLocaleString('en')} tokens, ${sizeOf(readSize)} reads`,
    bytes: encode([...events, lastEvent('stop', tokens)]),
    readSize,
    events: tokens,
  }
}

/** Four replies, interleaved token by token. @param {number} tokens of each @returns {Input} */
function choicesReply(tokens, n = 4, readSize = 16 * 1024) {
  const random = createRandom(tokens)
  const events = Array.from({ length: tokens * n }, (_, place) =>
    textEvent(words[Math.floor(random() * words.length)] ?? '', place % n),
  )
  const ends = Array.from({ length: n - 1 }, (_, index) => event({ index, delta: {}, finish_reason: 'stop' }))
  return {
    name: `n=${n}, ${tokens.toLocaleString('en')} tokens each`,
    bytes: encode([...events, ...ends, lastEvent('stop', tokens * n, n - 1)]),
    readSize,
    n,
    events: tokens * n,
  }
}

/** One tool call. @param {number} length of its arguments @param {number} deltaLength @returns {Input} */
function toolReply(length, deltaLength = 32, readSize = 16 * 1024) {
  const text = argumentsText(length)
  const events = [toolEvent('', true)]
  for (let at = 0; at < text.length; at += deltaLength) events.push(toolEvent(text.slice(at, at + deltaLength)))
  return {
    name: `tool arguments of ${sizeOf(length)} in ${deltaLength}-character deltas`,
    bytes: encode([...events, lastEvent('tool_calls', events.length)]),
    readSize,
    hasTool: true,
    events: events.length,
  }
}

/** One large event. @param {number} length @param {number} readSize @returns {Input} */
function largeEvent(length, readSize = 1) {
  return {
    name: `one event of ${sizeOf(length)}, ${sizeOf(readSize)} reads`,
    bytes: encode([textEvent('x'.repeat(length)), lastEvent('stop', 1)]),
    readSize,
    events: 1,
  }
}

/** A body which hands out the bytes of `input`, one piece for each read. @param {Input} input */
export function answer({ bytes, readSize }) {
  let at = 0
  const body = new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) return controller.close()
      controller.enqueue(bytes.subarray(at, at + readSize))
      at += readSize
    },
  })
  return new Response(body, { headers: { 'content-type': 'text/event-stream' } })
}

/** @param {string} content */
export function textEvent(content, index = 0) {
  return event({
    index,
    text: content,
    logprobs: null,
    finish_reason: null,
    seed: null,
    delta: { token_id: 42, role: 'assistant', content, tool_calls: null },
  })
}

/** @param {string} text @param {boolean} isFirst */
function toolEvent(text, isFirst = false) {
  const called = isFirst ? { name: 'save', arguments: text } : { arguments: text }
  const call = { index: 0, ...(isFirst && { id: 'call_1', type: 'function' }), function: called }
  return event({ index: 0, finish_reason: null, delta: { role: 'assistant', content: null, tool_calls: [call] } })
}

/** @param {string} reason @param {number} tokens */
export function lastEvent(reason, tokens, index = 0) {
  const usage = { prompt_tokens: 12, completion_tokens: tokens, total_tokens: tokens + 12 }
  return event({ index, text: '', finish_reason: reason, delta: { role: 'assistant', content: '' } }, usage)
}

/** @param {object} choice @param {object | null} usage */
function event(choice, usage = null) {
  const payload = {
    id: 'oBUtgGr-4Yz4kd-9801a2f00b2b42e8',
    object: 'chat.completion.chunk',
    created: 1777362000,
    choices: [choice],
    model: 'meta-llama/Llama-3.3-70B-Instruct-Turbo',
    usage,
  }
  return `data: ${JSON.stringify(payload)}\n\n`
}

/** JSON of exactly this length: a list of rows, as a model which writes a table would send it. @param {number} length */
function argumentsText(length) {
  const rows = []
  let size = 0
  for (let id = 0; size < length - 300; id++) {
    const row = { id, title: `Row ${id}`, tags: ['a', 'b'], note: 'Some words, "quoted", and a \\ beside them.' }
    size += JSON.stringify(row).length + 1
    rows.push(row)
  }
  const rest = length - JSON.stringify({ rows, rest: '' }).length
  return JSON.stringify({ rows, rest: 'x'.repeat(rest) })
}

/** @param {string[]} events */
function encode(events) {
  return new TextEncoder().encode(`${events.join('')}data: [DONE]\n\n`)
}

/** @param {number} bytes */
function sizeOf(bytes) {
  return bytes >= 1024 ? `${bytes / 1024} KiB` : `${bytes} B`
}
