// The fake upstream: what it answers is written in the prompt, as JSON.
import { once } from 'node:events'
import { createServer } from 'node:http'
import { answerCalls } from './calls.js'
import { bulkEvent, doneEvent, now, tokenEvent } from './events.js'

/** @typedef {import('node:http').ServerResponse} ServerResponse */

let sentBytes = 0
/** @type {Set<ServerResponse>} */
const open = new Set()
let lastClosedAt = 0

const server = createServer(async (request, response) => {
  let text = ''
  for await (const chunk of request) text += chunk
  const { tokens, tokensPerSecond, bytes } = JSON.parse(JSON.parse(text).messages[0].content)
  open.add(response)
  response.on('close', () => {
    open.delete(response)
    lastClosedAt = now()
  })
  response.writeHead(200, { 'content-type': 'text/event-stream;charset=utf-8' }).flushHeaders()
  if (bytes) await writeBulk(response, bytes)
  else writeTokens(response, tokens, tokensPerSecond)
})
server.listen(0, '127.0.0.1', 8192)
await once(server, 'listening')

answerCalls({
  origin: () => `http://127.0.0.1:${/** @type {import('node:net').AddressInfo} */ (server.address()).port}`,
  state: () => ({ open: open.size, lastClosedAt, sentBytes }),
})

/** A token when it is due, by the clock: a late timer makes up for it. @param {ServerResponse} response @param {number} tokens @param {number} tokensPerSecond 0 for all at once */
function writeTokens(response, tokens, tokensPerSecond) {
  const startedAt = now()
  let written = 0
  const writeDue = () => {
    const due = tokensPerSecond ? Math.floor(((now() - startedAt) / 1000) * tokensPerSecond) + 1 : tokens
    while (written < Math.min(due, tokens)) {
      response.write(tokenEvent())
      written += 1
    }
    if (written < tokens) return
    clearInterval(timer)
    response.end(doneEvent)
  }
  const timer = setInterval(writeDue, 1000 / (tokensPerSecond || 1000))
  response.on('close', () => clearInterval(timer))
  writeDue()
}

/** As fast as it is taken. @param {ServerResponse} response @param {number} bytes */
async function writeBulk(response, bytes) {
  const closed = once(response, 'close')
  for (let sent = 0; sent < bytes && !response.closed; sent += bulkEvent.byteLength) {
    sentBytes += bulkEvent.byteLength
    if (!response.write(bulkEvent)) await Promise.race([once(response, 'drain'), closed])
  }
  response.end(doneEvent)
}
