import { llama } from '../setup.js'

/** Asks a relay for a chat over a real socket, as a page does; streamed unless the body says otherwise. */
export function postChat(origin: string, body: object = {}, init: RequestInit = {}): Promise<Response> {
  const defaults = { model: llama, messages: [{ role: 'user', content: 'Hi' }], stream: true }
  return fetch(`${origin}/v1/chat/completions`, {
    method: 'POST',
    body: JSON.stringify({ ...defaults, ...body }),
    ...init,
    headers: { 'content-type': 'application/json', ...init.headers },
  })
}
