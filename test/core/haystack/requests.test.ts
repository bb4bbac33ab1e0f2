import {
  type ChatGeneratorInit,
  ChatMessage,
  Secret,
  type TextGeneratorInit,
  TogetherAIChatGenerator,
  TogetherAIGenerator,
  Tool,
  Toolset,
} from '../../../src/core/index.js'
import type { HaystackCase } from '../../fixtures/load.js'
import { completion, jsonAnswer, streamAnswer, streamed } from '../support/answers.js'
import { compareWithHaystack } from './compare.js'
import { compactArguments } from './wireMessage.js'

type Dict = Record<string, unknown>
interface Sent {
  method: string
  url: string
  headers: Record<string, string> | null
  body: Dict
}

compareWithHaystack(
  'request_body',
  async (input, expected) => {
    const sent: Sent[] = []
    await run(input, (request) => sent.push(request))
    const headers = expected.requests?.[0]?.headers
    return sent.map((request) => ({
      ...request,
      headers: headers ? only(request.headers ?? {}, Object.keys(headers)) : null,
    }))
  },
  ({ requests }) =>
    requests.map(({ headers = null, body, ...rest }: Sent) => ({ ...rest, headers, body: compactBody(body) })),
)

async function run(
  { component, init, run: call, streaming, messages, prompt }: HaystackCase['input'],
  log: (sent: Sent) => void,
) {
  const options: TextGeneratorInit & ChatGeneratorInit = {
    apiKey: Secret.fromToken('test-api-key'),
    maxRetries: 0,
    fetch: async (url, request) => {
      const { method, headers } = new Request(url, request)
      const body = JSON.parse(String(request.body))
      log({ method, url, headers: Object.fromEntries(headers), body })
      return body.stream ? streamAnswer(streamed('a')) : jsonAnswer(completion('a'))
    },
    ...renamed(init),
  }
  const callOptions = { ...renamed(call ?? {}), ...(streaming && { streamingCallback: () => {} }) }
  if (component === 'TogetherAIGenerator')
    return new TogetherAIGenerator(options).run(call?.prompt ?? prompt, callOptions)
  return new TogetherAIChatGenerator(options).run(messages?.map?.(readMessage) ?? messages, callOptions)
}

function readMessage(message: unknown): ChatMessage {
  return typeof message === 'object' && message !== null ? ChatMessage.fromDict(message) : (message as ChatMessage)
}

const names: Readonly<Record<string, string>> = {
  generation_kwargs: 'generationKwargs',
  api_base_url: 'apiBaseUrl',
  system_prompt: 'systemPrompt',
  tools_strict: 'toolsStrict',
}

function renamed(init: Dict): Dict {
  const entries = Object.entries(init).map(([key, value]) => [
    names[key] ?? key,
    key === 'tools' ? tools(value) : value,
  ])
  return Object.fromEntries(entries)
}

function tools(value: unknown): unknown {
  return Array.isArray(value) ? value.map(tool) : value && tool(value)
}

function tool(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if ('toolset' in value) return new Toolset((value.toolset as unknown[]).map(tool) as Tool[])
  return new Tool(value as ConstructorParameters<typeof Tool>[0])
}

function compactBody(body: Dict): Dict {
  return Array.isArray(body.messages) ? { ...body, messages: body.messages.map(compactArguments) } : body
}

function only(headers: Record<string, string>, wanted: readonly string[]): Dict {
  return Object.fromEntries(wanted.map((name) => [name, headers[name.toLowerCase()]]))
}
