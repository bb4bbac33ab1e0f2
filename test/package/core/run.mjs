// Runs where no React is installed, and prints what a stream said.

import { TogetherAIChatGenerator } from 'together-react/core'
import { createTogetherRelay } from 'together-react/relay'

try {
  import.meta.resolve('react')
  throw new Error('react is installed here, so this proves nothing')
} catch (error) {
  if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error
}
if (typeof createTogetherRelay !== 'function') throw new Error('the relay is not exported')

const events = [
  { choices: [{ index: 0, delta: { role: 'assistant', content: 'Hello ' } }] },
  { choices: [{ index: 0, delta: { content: 'there' }, finish_reason: 'stop' }] },
]
const body = [...events.map((event) => JSON.stringify(event)), '[DONE]'].map((data) => `data: ${data}\n\n`).join('')
const generator = new TogetherAIChatGenerator({
  apiKey: null,
  fetch: async () => new Response(body, { headers: { 'content-type': 'text/event-stream' } }),
})

let streamed = ''
for await (const chunk of generator.stream('Hi')) streamed += chunk.content
console.log(streamed)
