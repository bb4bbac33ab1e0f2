import { answer } from '../inputs.js'
import { baseURL, model, prompt, usageOf } from './common.js'

/**
 * `chat.completions.stream()` of an SDK which Stainless made. Together AI's leaves the usage out of its final completion,
 * so the last chunk's is kept beside it.
 * @param {new (options: any) => any} Client @returns {import('./index.js').Way}
 */
export function accumulatorOf(Client) {
  return {
    async run(input) {
      const client = new Client({ apiKey: 'bench', baseURL, maxRetries: 0, fetch: async () => answer(input) })
      const messages = [{ role: 'user', content: prompt }]
      const runner = client.chat.completions.stream({ model, messages, n: input.n ?? 1 })
      /** @type {any} */
      let usage = null
      runner.on('chunk', (/** @type {any} */ chunk) => {
        usage = chunk.usage ?? usage
      })
      return { completion: await runner.finalChatCompletion(), usage }
    },
    read: ({ completion, usage }) => ({
      replies: completion.choices.map(({ message }) => ({
        text: message.content ?? '',
        toolCalls: (message.tool_calls ?? []).map((/** @type {any} */ call) => ({
          name: call.function.name,
          arguments: JSON.parse(call.function.arguments),
        })),
      })),
      usage: usageOf(completion.usage ?? usage),
    }),
  }
}
