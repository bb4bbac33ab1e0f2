import { createOpenAICompatible } from '@ai-sdk/openai-compatible'
import { streamText as callStreamText, jsonSchema, readUIMessageStream, tool } from 'ai'
import { answer } from '../inputs.js'
import { baseURL, model, prompt, usageOf } from './common.js'

/** @typedef {import('../inputs.js').Input} Input */
/** @typedef {import('./index.js').Way} Way */

/** Its cheapest way: the provider's parser and zod, folded by the few lines here. @type {Way} */
export const provider = {
  async run(input) {
    const { stream } = await modelOver(input).doStream({
      prompt: [{ role: 'user', content: [{ type: 'text', text: prompt }] }],
      includeRawChunks: false,
    })
    const reader = stream.getReader()
    const result = { text: '', toolCalls: /** @type {object[]} */ ([]), usage: /** @type {any} */ (null) }
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return result
      if (value.type === 'text-delta') result.text += value.delta
      else if (value.type === 'tool-call')
        result.toolCalls.push({ toolName: value.toolName, input: JSON.parse(value.input) })
      else if (value.type === 'finish') result.usage = value.usage.raw
    }
  },
  read: readResult,
}

/** What its users call on a server. @type {Way} */
export const streamText = {
  async run(input) {
    const result = callStreamText(callOf(input))
    await result.consumeStream()
    const usage = await result.usage
    return { text: await result.text, toolCalls: await result.toolCalls, usage: usage.raw }
  },
  read: readResult,
}

/** What `useChat` makes of it, without the connection between: a UI message for each delta. @type {Way} */
export const uiMessage = {
  async run(input) {
    const result = callStreamText(callOf(input))
    let message = /** @type {any} */ (null)
    for await (const next of readUIMessageStream({ stream: result.toUIMessageStream() })) message = next
    const usage = await result.usage
    return { parts: message.parts, usage: usage.raw }
  },
  read({ parts, usage }) {
    const calls = parts.filter((/** @type {any} */ part) => part.type === 'tool-save')
    const texts = parts.filter((/** @type {any} */ part) => part.type === 'text')
    const text = texts.map((/** @type {any} */ part) => part.text).join('')
    return {
      replies: [{ text, toolCalls: calls.map((/** @type {any} */ { input }) => ({ name: 'save', arguments: input })) }],
      usage: usageOf(usage),
    }
  },
}

/** @param {Input} input */
function modelOver(input) {
  return createOpenAICompatible({ name: 'together', baseURL, fetch: async () => answer(input) })(model)
}

/** @param {Input} input */
function callOf(input) {
  const parameters = { type: 'object', properties: { rows: { type: 'array' }, rest: { type: 'string' } } }
  const tools = { save: tool({ description: 'Saves rows', inputSchema: jsonSchema(parameters) }) }
  return { model: modelOver(input), prompt, maxRetries: 0, ...(input.hasTool && { tools }) }
}

/** @param {{ text: string, toolCalls: any[], usage: any }} result */
function readResult({ text, toolCalls, usage }) {
  const calls = toolCalls.map(({ toolName, input }) => ({ name: toolName, arguments: input }))
  return { replies: [{ text, toolCalls: calls }], usage: usageOf(usage) }
}
