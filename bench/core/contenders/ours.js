import { parsePartialJson, TogetherAIChatGenerator } from '../../../dist/core/index.js'
import { answer } from '../inputs.js'
import { model, prompt, usageOf } from './common.js'

/** @typedef {import('../inputs.js').Input} Input */
/** @typedef {import('./index.js').Way} Way */

/** @type {Way} */
export const run = {
  run: (input) => runOurs(input, () => {}),
  read: ({ replies }) => ({
    replies: replies.map((/** @type {any} */ { text, toolCalls }) => ({
      text: text ?? '',
      toolCalls: toolCalls.map((/** @type {any} */ call) => ({ name: call.toolName, arguments: call.arguments })),
    })),
    usage: usageOf(replies[0].meta.usage),
  }),
}

/** What `useChat` does for each delta, with ours: nothing here needs it, but it is the same work. @type {Way} */
export const partialJson = {
  run(input) {
    let text = ''
    return runOurs(input, ({ toolCalls }) => {
      if (!toolCalls) return
      text += toolCalls[0]?.arguments ?? ''
      parsePartialJson(text)
    })
  },
  read: run.read,
}

/** @param {Input} input @param {(chunk: any) => unknown} streamingCallback */
export function runOurs(input, streamingCallback) {
  const generator = new TogetherAIChatGenerator({
    apiKey: 'bench',
    model,
    maxRetries: 0,
    fetch: async () => answer(input),
  })
  return generator.run(prompt, { streamingCallback, generationKwargs: input.n ? { n: input.n } : {} })
}
