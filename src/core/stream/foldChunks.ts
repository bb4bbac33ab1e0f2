import { refuse } from '../http/TogetherError.js'
import { ChatMessage } from '../messages/ChatMessage.js'
import type { ContentPart } from '../messages/contentParts.js'
import { reasoningPart, textPart } from '../messages/normaliseParts.js'
import { createToolCallFolder, finishToolCall, type PartialToolCall } from './foldToolCalls.js'
import type { StreamingChunk } from './StreamingChunk.js'
import { createThinkSplitter } from './splitThink.js'

/** Builds a reply from the chunks of one choice as they come. Keeps no chunks; each `push` costs the chunk's length. */
export interface ChunkFolder {
  push(chunk: StreamingChunk): void
  /**
   * The reply so far. Parts which did not change keep their identity. With `streaming`, tool calls and logprobs are left
   * out: their JSON is not complete, and looking at them each frame would not be linear.
   */
  message(options?: { streaming?: boolean | undefined }): ChatMessage
  /** The tool calls as far as they have arrived, by index. */
  toolCalls(): PartialToolCall[]
}

/**
 * Starts a fold. By Haystack's rules: reasoning, text, then tool calls; a malformed call is left out and told in
 * `meta.warnings`; `meta.finish_reason` is the last raw one, else the last mapped one.
 */
export function createChunkFolder(): ChunkFolder {
  const text = createThinkSplitter()
  const calls = createToolCallFolder()
  const meta = createMetaFolder()
  let reasoning: string | null = null
  const toText = keepLast(textPart)
  const toReasoning = keepLast(reasoningPart)
  let cached: { streaming: boolean; message: ChatMessage } | null = null

  return {
    push(chunk) {
      cached = null
      text.push(chunk.content)
      if (chunk.reasoning) reasoning = (reasoning ?? '') + chunk.reasoning.reasoningText
      for (const delta of chunk.toolCalls ?? []) calls.push(delta)
      meta.push(chunk)
    },
    message({ streaming = false } = {}) {
      if (cached?.streaming === streaming) return cached.message
      const split = text.split()
      const thought = joined(reasoning, split.reasoning)
      const finished = streaming ? [] : calls.partial().map(finishToolCall)
      const parts: (ContentPart | null)[] = [
        thought === null ? null : toReasoning(thought),
        split.text === '' ? null : toText(split.text),
        ...finished.map((call) => (typeof call === 'string' ? null : call)),
      ]
      const warnings = finished.filter((call) => typeof call === 'string')
      const content = parts.filter((part) => part !== null)
      const message = new ChatMessage({ role: 'assistant', content, meta: meta.meta(warnings, streaming) })
      cached = { streaming, message }
      return message
    },
    toolCalls: calls.partial,
  }
}

/** The chunks of one choice as a message. Throws `invalid-argument` for none. */
export function foldChunks(chunks: readonly StreamingChunk[]): ChatMessage {
  if (chunks.length === 0) refuse('There are no chunks to fold: a reply has at least one.')
  const folder = createChunkFolder()
  for (const chunk of chunks) folder.push(chunk)
  return folder.message()
}

function joined(reasoning: string | null, think: string | null): string | null {
  if (reasoning === null || think === null) return reasoning ?? think
  return reasoning === '' ? think : `${reasoning}\n\n${think}`
}

/** Makes a part again only when its text is another one. */
function keepLast<Part>(make: (text: string) => Part): (text: string) => Part {
  let last: { text: string; part: Part } | null = null
  return (text) => {
    if (last?.text !== text) last = { text, part: make(text) }
    return last.part
  }
}

interface MetaFolder {
  push(chunk: StreamingChunk): void
  meta(warnings: readonly string[], streaming: boolean): Record<string, unknown>
}

/** Haystack's meta of a streamed reply, with id, seed and warnings beside it. */
function createMetaFolder(): MetaFolder {
  const kept: Record<string, unknown> = {}
  let model: unknown = null
  let usage: unknown = null
  let raw: unknown = null
  let mapped: unknown = null
  let startedAt: unknown
  const logprobs: unknown[] = []
  const warnings: unknown[] = []

  return {
    push({ meta, finishReason }) {
      if (startedAt === undefined) startedAt = meta.received_at ?? null // the first chunk's, also without one
      model = meta.model ?? null
      usage = meta.usage ?? usage
      raw = meta.finish_reason || raw
      mapped = finishReason ?? mapped
      if (meta.logprobs) logprobs.push(meta.logprobs)
      if (Array.isArray(meta.warnings)) for (const warning of meta.warnings) warnings.push(warning)
      for (const key of ['id', 'seed', 'own']) if (meta[key] !== undefined) kept[key] = meta[key]
    },
    meta: (more, streaming) => ({
      model,
      index: 0,
      finish_reason: raw ?? mapped,
      completion_start_time: startedAt ?? null,
      usage,
      ...kept,
      ...(!streaming && logprobs.length > 0 && { logprobs: [...logprobs] }),
      ...(warnings.length + more.length > 0 && { warnings: [...warnings, ...more] }),
    }),
  }
}
