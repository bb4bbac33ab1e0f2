import type { StreamingChunk } from '../../src/core/index.js'
import { completeChunk } from '../../src/core/stream/StreamingChunk.js'
import {
  type Chat,
  type ChatTransport,
  compareModels,
  createChat,
  type ThreadMessage,
  type TransportRequest,
} from '../../src/store/index.js'
import '../../src/store/provideEngine.js'
import { childIds } from '../../src/store/tree.js'
import { tick } from './chat.js'

/** A transport whose replies the test writes piece by piece, each request by its model. */
export function stepped() {
  const requests: (TransportRequest & { model: string })[] = []
  const open: { model: string; push(chunk: StreamingChunk): void; end(error?: unknown): void }[] = []
  const transport: ChatTransport = {
    async *stream(request) {
      requests.push(request as TransportRequest & { model: string })
      const waiting: (StreamingChunk | { error: unknown } | null)[] = []
      let wake = () => {}
      const put = (item: (typeof waiting)[number]) => {
        waiting.push(item)
        wake()
      }
      request.signal.addEventListener('abort', () => put({ error: request.signal.reason }))
      open.push({
        model: request.model ?? '',
        push: put,
        end: (error) => put(error === undefined ? null : { error }),
      })
      for (;;) {
        const item = waiting.shift()
        if (item === null) return
        if (item === undefined)
          await new Promise<void>((resolve) => {
            wake = resolve
          })
        else if ('error' in item) throw item.error
        else yield item
      }
    },
  }
  const streamOf = (model: string) => {
    const found = open.findLast((each) => each.model === model)
    if (!found) throw new Error(`Nobody asked ${model}.`)
    return {
      async say(content: string) {
        found.push(chunkOf(model, content))
        await tick(20)
      },
      async finish(completion = 5, prompt = 10) {
        const usage = { prompt_tokens: prompt, completion_tokens: completion, total_tokens: prompt + completion }
        found.push(
          completeChunk({
            meta: { model: `served/${model}`, index: 0, finish_reason: 'stop', usage },
            finishReason: 'stop',
          }),
        )
        found.end()
        await tick(20)
      },
      /** Ends with a call of the tool `look`. */
      async call() {
        const toolCalls = [{ index: 0, id: `${model} calls`, toolName: 'look', arguments: '{}', extra: null }]
        found.push(completeChunk({ toolCalls, meta: { model: `served/${model}`, index: 0 } }))
        found.push(completeChunk({ meta: { index: 0, finish_reason: 'tool_calls' }, finishReason: 'tool_calls' }))
        found.end()
        await tick(20)
      },
      /** Begins a call of the tool `look`. */
      async callHalf() {
        const toolCalls = [{ index: 0, id: `${model} calls`, toolName: 'look', arguments: '{"at', extra: null }]
        found.push(completeChunk({ toolCalls, meta: { model: `served/${model}`, index: 0 } }))
        await tick(20)
      },
      async fail(error: unknown) {
        found.end(error)
        await tick(20)
      },
    }
  }
  return { transport, requests, streamOf }
}

export function chunkOf(model: string, content: string): StreamingChunk {
  return completeChunk({ content, meta: { model: `served/${model}`, index: 0, received_at: '2026-01-01T00:00:00Z' } })
}

export function comparing(models = ['a', 'b'], options: object = {}) {
  const { transport, ...rest } = stepped()
  const comparison = compareModels(models, transport)
  /** The conversation on another page, over a comparison which saw none of it. */
  const reloaded = (chat: Chat): Chat => {
    const other = createChat({ ...compareModels(models, transport), ...options })
    other.import(JSON.parse(JSON.stringify(chat.export())))
    return other
  }
  return { chat: createChat({ id: 'c', ...comparison, ...options }), comparison, reloaded, ...rest }
}

/** The replies to the last question, in their order. */
export function repliesOf(chat: Chat): ThreadMessage[] {
  const { tree } = chat.store.getState()
  const question = tree.messages.findLast(({ message }) => message.role === 'user')
  return question ? childIds(tree, question.id).flatMap((id) => tree.nodes.get(id) ?? []) : []
}
