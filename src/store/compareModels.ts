import type { GenerationKwargs, StreamingChunk, Usage } from '../core/index.js'
import { completeChunk } from '../core/stream/StreamingChunk.js'
import { now } from './clock.js'
import { isEmptyChunk } from './liveReply.js'
import { sideBySide } from './sideBySide.js'
import { createTogetherTransport } from './togetherTransport.js'
import type { ChatTransport, MessageTiming, TransportRequest } from './types.js'

/** What makes a conversation ask several models at once: a part of its options. */
export interface ModelComparison {
  readonly transport: ChatTransport
  /** `n`, as many replies as there are models. Parameters of yours go beside it. */
  readonly generationKwargs: GenerationKwargs
}

/**
 * Sends each message to all of `models`. Their replies stand beside each other as choices, in this order, and stream at
 * once; the conversation goes on with the one which is picked, and asks all of them again. What each model alone used
 * and took is in its reply's meta; where one fails, the others go on.
 *
 * A call which names a `model` of its own asks that one alone, a reply which is continued goes on with its own model,
 * and tools are run for the first. One model is asked as always, and without any the transport's own answers.
 *
 * @param transport the way to the models. @default the relay at `/api/together`
 * @example
 * const chat = createChat({ ...compareModels(['openai/gpt-oss-20b', 'deepseek-ai/DeepSeek-V3.1']) })
 */
export function compareModels(
  models: readonly string[],
  transport: ChatTransport = createTogetherTransport(),
): ModelComparison {
  const [first] = models
  if (first === undefined) return { transport, generationKwargs: {} }
  /** The replies to the last message, to know whose goes on. */
  let last: readonly OwnReply[] = []

  function speakerOf(text: string): string {
    const speaker = last.find((reply) => {
      const said = reply.text()
      return said !== '' && (said.includes(text) || text.includes(said)) // it may have gone on before
    })
    return speaker?.model ?? (first as string)
  }

  function asked({ model, messages }: TransportRequest): readonly string[] {
    const end = messages.at(-1)
    if (model !== undefined) return [model]
    if (end?.role === 'tool') return [first as string]
    return end?.role === 'assistant' ? [speakerOf(end.text ?? '')] : models
  }

  async function* all(request: TransportRequest): AsyncGenerator<StreamingChunk> {
    const replies = models.map((model, index) => createOwnReply(model, index))
    last = replies
    let failure: { cause: unknown } | null = null
    try {
      yield* sideBySide(replies.map((reply) => reply.read(() => transport.stream({ ...request, model: reply.model }))))
    } catch (cause) {
      failure = { cause }
    }
    const usage = usageOf(replies)
    yield* replies.map((reply, place) => reply.end(place === replies.length - 1 ? usage : null))
    if (failure) throw failure.cause
  }

  return {
    generationKwargs: models.length > 1 ? { n: models.length } : {},
    transport: {
      stream({ generationKwargs: { n: _n, ...generationKwargs }, ...rest }) {
        const request = { ...rest, generationKwargs }
        const [only, another] = asked(request)
        return another === undefined ? transport.stream({ ...request, model: only }) : all(request)
      },
    },
  }
}

/** One model's reply among the others. */
interface OwnReply {
  readonly model: string
  /** Its chunks, as those of its choice. */
  read(open: () => AsyncIterable<StreamingChunk>): AsyncIterable<StreamingChunk>
  /** What it says so far, without its thoughts. */
  text(): string
  used(): { model: string; usage: Usage } | null
  /** The last chunk, with what the model alone used and took, and what all of them used. */
  end(all: Usage | null): StreamingChunk
}

function createOwnReply(model: string, index: number): OwnReply {
  let timing: MessageTiming = { startedAt: now(), firstTokenAt: null, finishedAt: null, chunks: 0 }
  let usage: Usage | null = null
  let name = model
  let text = ''
  return {
    model,
    async *read(open) {
      try {
        for await (const chunk of open()) {
          const { usage: own, ...meta } = chunk.meta as { usage?: Usage | null; model?: string | null }
          usage = own ?? usage
          name = meta.model ?? name
          text += chunk.content
          if (!isEmptyChunk(chunk))
            timing = { ...timing, firstTokenAt: timing.firstTokenAt ?? now(), chunks: timing.chunks + 1 }
          yield { ...chunk, meta: { ...meta, model: name, index } }
        }
      } finally {
        timing = { ...timing, finishedAt: now() }
      }
    },
    text: () => text.replace(/^[\s\S]*<\/think>/, '').trim(),
    used: () => usage && { model: name, usage },
    end: (all) =>
      completeChunk({ meta: { model: name, index, own: { usage, timing }, ...(all !== null && { usage: all }) } }),
  }
}

/** What all of them used, and by which model; null where nobody said. */
function usageOf(replies: readonly OwnReply[]): Usage | null {
  const known = replies.flatMap((reply) => reply.used() ?? [])
  const sum = (key: 'prompt_tokens' | 'completion_tokens' | 'total_tokens') =>
    known.reduce((total, { usage }) => total + (usage[key] ?? 0), 0)
  if (known.length === 0) return null
  return {
    prompt_tokens: sum('prompt_tokens'),
    completion_tokens: sum('completion_tokens'),
    total_tokens: sum('total_tokens'),
    by_model: known,
  }
}
