// What the simulator's tests share: requests, and a reading of the wire that knows nothing of the library's own.

export interface WireChunk {
  id: string
  object: string
  created: number
  model: string
  choices: {
    index: number
    text: string
    logprobs: number | null
    finish_reason: string | null
    seed?: number | null
    delta: {
      token_id: number | null
      role: string
      content: string
      reasoning?: string
      tool_calls?: { index: number; id?: string; function: { name?: string; arguments: string } }[]
    }
  }[]
  usage?: Record<string, unknown> | null
  error?: { message: string; code: string | null }
}

export const llama = 'meta-llama/Llama-3.3-70B-Instruct-Turbo'

export function chatRequest(body: object, signal?: AbortSignal): Request {
  const defaults = { model: llama, stream: true, messages: [{ role: 'user', content: 'hello' }] }
  return jsonRequest('https://api.test/v1/chat/completions', { ...defaults, ...body }, signal)
}

export function jsonRequest(url: string, body: unknown, signal?: AbortSignal): Request {
  return new Request(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    ...(signal ? { signal } : {}),
  })
}

export function dataOf(text: string): string[] {
  const events = text.split('\n\n').filter((event) => event !== '')
  return events.map((event) => event.replace(/^data: /, ''))
}

export function chunksOf(text: string): WireChunk[] {
  return dataOf(text)
    .filter((data) => data !== '[DONE]')
    .map((data) => JSON.parse(data))
}

export async function chunksFrom(response: Response | Promise<Response>): Promise<WireChunk[]> {
  return chunksOf(await (await response).text())
}

export function contentOf(chunks: readonly WireChunk[], index = 0): string {
  const choices = chunks.flatMap((chunk) => chunk.choices).filter((choice) => choice.index === index)
  return choices.map((choice) => choice.delta.content).join('')
}

export const weatherTool = {
  type: 'function',
  function: {
    name: 'get_weather',
    parameters: {
      type: 'object',
      properties: { city: { type: 'string' }, unit: { enum: ['celsius', 'fahrenheit'] } },
      required: ['city'],
    },
  },
}
