import { type ChatRun, createChatRun } from '../core/generators/ChatRun.js'
import { runChat } from '../core/generators/runChat.js'
import type { Connection, StreamingChunk } from '../core/index.js'
import { completeChunk } from '../core/stream/StreamingChunk.js'
import type { ChatTransport } from './types.js'

/** The way to a relay, or to Together AI itself. */
export interface TogetherTransportOptions extends Omit<Connection, 'apiBaseUrl' | 'onRetry'> {
  /** Where `/chat/completions` is. @default '/api/together' */
  baseUrl?: string | undefined
  /** @default 'meta-llama/Llama-3.3-70B-Instruct-Turbo' */
  model?: string | undefined
}

/** The relay's usual place. */
export const defaultBaseUrl = '/api/together'

/** A connection with the defaults of a page: the relay, no key, timers of 60 s, two retries. */
export function pageConnection({ baseUrl, ...options }: TogetherTransportOptions): Connection {
  const { timeoutMs = 60_000, maxRetries = 2 } = options
  return { ...options, apiBaseUrl: baseUrl || defaultBaseUrl, timeoutMs, maxRetries }
}

/** A transport over Together AI's own protocol. Timers are 60 s and retries 2 unless given. */
export function createTogetherTransport(options: TogetherTransportOptions = {}): ChatTransport {
  const connection = pageConnection(options)
  return {
    stream({ onRetry, signal, ...request }) {
      const { model = options.model } = request
      return wholeReplyToo(
        createChatRun(
          (onChunk, own) =>
            runChat({ ...request, model, connection: { ...connection, onRetry }, signal: own }, onChunk),
          signal,
        ),
      )
    },
  }
}

/** A JSON answer to a streamed request has no chunks: each of its replies becomes one. */
async function* wholeReplyToo(run: ChatRun): AsyncGenerator<StreamingChunk> {
  let isEmpty = true
  for await (const chunk of run) {
    isEmpty = false
    yield chunk
  }
  if (!isEmpty) return
  for (const reply of (await run.result).replies) {
    const toolCalls = reply.toolCalls.map((call, index) => ({
      index,
      id: call.id,
      toolName: call.toolName,
      arguments: JSON.stringify(call.arguments),
      extra: null,
    }))
    yield completeChunk({
      content: reply.text ?? '',
      meta: reply.meta,
      index: 0,
      reasoning: reply.reasoning,
      toolCalls: toolCalls.length > 0 ? toolCalls : null,
    })
  }
}
