import { describe, expect, it } from 'vitest'
import {
  type ChatCall,
  type ChatGeneratorInit,
  ChatMessage,
  foldChunks,
  isTogetherError,
  parseEventStream,
  Secret,
  StreamingChunk,
  TogetherAIGenerator,
  Tool,
  Toolset,
} from '../../src/core/index.js'
import { completion, jsonAnswer } from './support/answers.js'
import { generatorOver } from './support/generators.js'

// biome-ignore lint/suspicious/noExplicitAny: these are the arguments which the types forbid
type Wrong = any

const cycle: { self?: object } = {}
cycle.self = cycle

function run(messages: Wrong, call: Wrong = {}, init: Wrong = {}): Promise<unknown> {
  return generatorOver(() => jsonAnswer(completion('a')), init as ChatGeneratorInit).run(messages, call as ChatCall)
}

const refused: readonly (readonly [string, () => unknown])[] = [
  ['run() without messages', () => run(undefined)],
  ['run() with null', () => run(null)],
  ['run() with a number', () => run(5)],
  ['run() with a lone message', () => run(ChatMessage.fromUser('hi'))],
  ['run() with a list of null', () => run([null])],
  ['run() with a list of lists', () => run([[]])],
  ['run() with a list of strings', () => run(['hi'])],
  ['run() with a dict without a role', () => run([{ content: [] }])],
  ['a callback which is a string', () => run('hi', { streamingCallback: 'log' })],
  ['a callback of the constructor which is a string', () => run('hi', {}, { streamingCallback: 'log' })],
  ['kwargs with a bigint', () => run('hi', { generationKwargs: { seed: 1n } })],
  ['kwargs with a cycle', () => run('hi', { generationKwargs: { logit_bias: cycle } })],
  ['extra_body which is a list', () => run('hi', { generationKwargs: { extra_body: [1] } })],
  ['extra_headers which is a string', () => run('hi', { generationKwargs: { extra_headers: 'x: y' } })],
  ['tools which is a string', () => run('hi', { tools: 'weather' })],
  ['tools with something else in it', () => run('hi', { tools: [{}] })],
  [
    'tools of the constructor which are one tool',
    () => run('hi', {}, { tools: new Tool({ name: 'f', description: '', parameters: {} }) }),
  ],
  ['apiBaseUrl which is a number', () => run('hi', {}, { apiBaseUrl: 5 })],
  ['apiKey which is a number', () => run('hi', {}, { apiKey: 5 })],
  ['apiKey which is empty', () => run('hi', {}, { apiKey: '' })],
  ['fetch which is no function', () => run('hi', {}, { fetch: 5 })],
  ['headers with a line break', () => run('hi', {}, { headers: { 'x-a': 'b\nc' }, fetch: undefined })],
  ['a call which is null', () => run('hi', null)],
  ['a prompt which is a list', () => new TogetherAIGenerator({ apiKey: 'k' }).run(['hi'] as Wrong)],
  ['stream() with null', () => generatorOver(() => new Response()).stream(null as Wrong).result],
  ['fromUser() without a text', () => ChatMessage.fromUser(undefined as Wrong)],
  ['fromUser() with null in the list', () => ChatMessage.fromUser([null] as Wrong)],
  ['fromSystem() with a number', () => ChatMessage.fromSystem(5 as Wrong)],
  ['fromAssistant() with a number', () => ChatMessage.fromAssistant(5 as Wrong)],
  ['fromAssistant() with tool calls of null', () => ChatMessage.fromAssistant('a', { toolCalls: [null] as Wrong })],
  ['fromTool() without an origin', () => ChatMessage.fromTool('a', undefined as Wrong)],
  ['fromTool() with a number', () => ChatMessage.fromTool(5 as Wrong, { toolName: 'f', arguments: {} })],
  ['an image which is null', () => ChatMessage.fromUser([{ type: 'image', base64Image: null }] as Wrong)],
  ['fromDict() with null', () => ChatMessage.fromDict(null as Wrong)],
  ['fromDict() with a text part of null', () => ChatMessage.fromDict({ role: 'user', content: [{ text: null }] })],
  ['fromOpenAI() with null', () => ChatMessage.fromOpenAI(null as Wrong)],
  ['fromOpenAI() with content of null', () => ChatMessage.fromOpenAI({ role: 'user', content: [null] })],
  ['a role which is none', () => new ChatMessage({ role: 'robot' as Wrong, content: [] })],
  ['new ChatMessage() without content', () => new ChatMessage({ role: 'user' } as Wrong)],
  ['new ChatMessage() with a part of null', () => new ChatMessage({ role: 'user', content: [null] as Wrong })],
  ['StreamingChunk.fromDict() with null', () => StreamingChunk.fromDict(null as Wrong)],
  [
    'StreamingChunk.fromDict() with tool calls of null',
    () => StreamingChunk.fromDict({ content: '', index: 0, tool_calls: [null] }),
  ],
  ['foldChunks() of nothing', () => foldChunks([])],
  ['new Tool() without anything', () => new Tool(undefined as Wrong)],
  ['new Tool() without parameters', () => new Tool({ name: 'f', description: '' } as Wrong)],
  ['Tool.fromDict() with null', () => Tool.fromDict(null as Wrong)],
  ['new Toolset() with a number', () => new Toolset(5 as Wrong)],
  ['Toolset.fromDict() with null', () => Toolset.fromDict(null as Wrong)],
  ['Secret.fromEnvVar() without a name', () => Secret.fromEnvVar(undefined as Wrong)],
  ['Secret.fromDict() with null', () => Secret.fromDict(null as Wrong)],
  ['parseEventStream() with null', () => parseEventStream(null as Wrong).next()],
]

describe('bad arguments are refused on purpose', () => {
  it.each(refused)('%s', async (_, use) => {
    const error = await Promise.resolve()
      .then(use)
      .then(
        (value) => `no error but ${JSON.stringify(value)}`,
        (thrown) => thrown,
      )
    if (!isTogetherError(error)) throw error instanceof Error ? error : new Error(String(error))
    expect(error.message).not.toMatch(/Cannot read|is not a function|undefined is not|is not iterable/)
  })
})
