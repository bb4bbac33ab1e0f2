// How every page but ours reads Together AI's stream: the cheapest way, without checks.

/** Where the next answer comes from. */
export const server = { url: '' }

/**
 * The tokens of an answer, those of one read at a time.
 *
 * @param {{ role: string, content: string }[]} messages
 * @param {AbortSignal} [signal]
 * @returns {AsyncGenerator<string[]>}
 */
export async function* readAnswer(messages, signal = new AbortController().signal) {
  const body = JSON.stringify({ model: 'meta-llama/Llama-3.3-70B-Instruct-Turbo', stream: true, messages })
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(`${server.url}/chat/completions`, { method: 'POST', headers, body, signal })
  if (!response.ok || !response.body) throw new Error(`The server answered ${response.status}.`)
  const reader = response.body.getReader()
  const decoder = new TextDecoder()
  let rest = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    const events = (rest + decoder.decode(value, { stream: true })).split('\n\n')
    rest = events.pop() ?? ''
    yield events.map(tokenOf).filter((token) => token !== '')
  }
}

/** @param {string} event */
function tokenOf(event) {
  return event === 'data: [DONE]' ? '' : JSON.parse(event.slice('data: '.length)).choices[0].delta.content
}
