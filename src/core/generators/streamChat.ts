import { completeChunk, type StreamingChunk } from '../stream/StreamingChunk.js'
import { type ChatRun, createChatRun } from './ChatRun.js'
import { type ChatRequest, runChat } from './runChat.js'

/** A chat request as its chunks. A reply which came whole, without chunks, becomes one. */
export async function* streamChat(request: ChatRequest): AsyncGenerator<StreamingChunk, void, undefined> {
  const run = createChatRun((onChunk, signal) => runChat({ ...request, signal }, onChunk), request.signal)
  let isEmpty = true
  for await (const chunk of run) {
    isEmpty = false
    yield chunk
  }
  if (isEmpty) yield* wholeReplies(run)
}

async function* wholeReplies(run: ChatRun): AsyncGenerator<StreamingChunk, void, undefined> {
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
