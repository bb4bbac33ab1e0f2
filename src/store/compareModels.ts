import { extendError } from '../core/http/TogetherError.js'
import { type GenerationKwargs, type StreamingChunk, TogetherError, type Usage } from '../core/index.js'
import { completeChunk } from '../core/stream/StreamingChunk.js'
import { now } from './clock.js'
import { isEmptyChunk } from './liveReply.js'
import { type ApartError, type Ending, endingOf } from './replyRequest.js'
import { sideBySide } from './sideBySide.js'
import { createTogetherTransport } from './togetherTransport.js'
import type { ChatTransport, MessageTiming, TransportRequest } from './types.js'

/** What makes a conversation ask several models at once: a part of its options. */
export interface ModelComparison {
  readonly transport: ChatTransport
  /** The models are those of the comparison: it takes the place of the conversation's own. */
  readonly model?: undefined
  /** `n`, as many replies as there are models. Parameters of yours go beside it. */
  readonly generationKwargs: GenerationKwargs
}

/**
 * Sends each message to all of `models`. Their replies stand beside each other as choices, in this order, and stream at
 * once; the conversation goes on with the one which is picked, and asks all of them again. What each model alone used
 * and took is in its reply's meta; where one fails, the others go on.
 *
 * A call which names a `model` of its own asks that one alone. A reply which is continued or tried again goes on with its
 * own model, and so does a turn after its tools, which are run for the first. One model is asked as always, and without any the transport's own answers.
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
  if (models.length === 1) return { transport: preferring(first, transport), model: undefined, generationKwargs: {} }

  /** One alone where it is named, or where a turn goes on with a reply which nobody remembers asking by a name. */
  function asked({ model, continuesTurn }: TransportRequest): readonly string[] {
    if (model !== undefined) return [model]
    return continuesTurn ? [first as string] : models
  }

  async function* all(request: TransportRequest): AsyncGenerator<StreamingChunk> {
    const replies = models.map(createOwnReply)
    const { signal, leave } = leavable(request.signal)
    const open = (reply: OwnReply) => reply.read(() => transport.stream({ ...request, model: reply.model, signal }))
    let isSilent = true
    try {
      for await (const chunk of sideBySide(replies.map(open), signal)) {
        // With the first word all have their places: in the order of the models, not in that of their speed.
        if (isSilent && !isEmptyChunk(chunk)) {
          isSilent = false
          yield* replies.map((reply) => reply.begin())
        }
        yield chunk
      }
    } finally {
      leave()
    }
    const usage = usageOf(replies)
    yield* replies.map((reply, place) => reply.end(place === replies.length - 1 ? usage : null))
    const endings = replies.map((reply) => reply.ending())
    if (endings.some(({ status }) => status !== 'complete')) throw apart(endings)
  }

  return {
    model: undefined,
    generationKwargs: { n: models.length },
    transport: {
      stream({ generationKwargs: { n, ...generationKwargs }, ...rest }) {
        const request = { ...rest, generationKwargs }
        const [only, another] = asked(request)
        if (another !== undefined) return all(request)
        const isOwn = n === undefined || n === models.length // else the call asked for so many
        return transport.stream({
          ...request,
          model: only,
          generationKwargs: isOwn ? generationKwargs : { ...generationKwargs, n },
        })
      },
    },
  }
}

/** The way to one model, where nobody names another. */
function preferring(model: string, transport: ChatTransport): ChatTransport {
  return { stream: (request) => transport.stream({ ...request, model: request.model ?? model }) }
}

/** One model's reply among the others. */
interface OwnReply {
  readonly model: string
  /** Its chunks, as those of its choice. */
  read(open: () => AsyncIterable<StreamingChunk>): AsyncIterable<StreamingChunk>
  /** A chunk with nothing in it but whose reply it is. */
  begin(): StreamingChunk
  /** How it ended, whatever became of the others. */
  ending(): Ending
  used(): NonNullable<Usage['by_model']>[number]
  /** The last chunk, with what the model alone used and took, and what all of them used. */
  end(all: Usage | null): StreamingChunk
}

function createOwnReply(model: string, index: number): OwnReply {
  let timing: MessageTiming = { startedAt: now(), firstTokenAt: null, finishedAt: null, chunks: 0 }
  let usage: Usage | null = null
  let name = model
  let ending: Ending = { status: 'complete', error: null }
  return {
    model,
    async *read(open) {
      try {
        for await (const chunk of open()) {
          const { usage: own, ...meta } = chunk.meta as { usage?: Usage | null; model?: string | null }
          usage = own ?? usage
          name = meta.model ?? name
          if (!isEmptyChunk(chunk))
            timing = { ...timing, firstTokenAt: timing.firstTokenAt ?? now(), chunks: timing.chunks + 1 }
          yield { ...chunk, meta: { ...meta, model: name, index, own: { model } } }
        }
      } catch (thrown) {
        ending = endingOf(thrown, timing.chunks > 0, false)
      } finally {
        timing = { ...timing, finishedAt: now() }
      }
    },
    begin: () => completeChunk({ meta: { model: name, index, own: { model } } }),
    ending: () => ending,
    used: () => ({ model: name, usage, chunks: timing.chunks }),
    end: (all) =>
      completeChunk({
        meta: { model: name, index, own: { model, usage, timing }, ...(all !== null && { usage: all }) },
      }),
  }
}

/** The first error, with how each reply ended. */
function apart(endings: readonly Ending[]): ApartError {
  const [error] = endings.flatMap((ending) => ending.error ?? [])
  const whole = error ?? new TogetherError({ code: 'unknown', message: 'Not every model answered to its end.' })
  return Object.assign(extendError(whole, {}), { endings })
}

/** A signal which is aborted with another, or by `leave`: a request in silence hears of nothing else. */
function leavable(outer: AbortSignal): { signal: AbortSignal; leave(): void } {
  const controller = new AbortController()
  const abort = () => controller.abort(outer.reason)
  if (outer.aborted) abort()
  outer.addEventListener('abort', abort, { once: true })
  return {
    signal: controller.signal,
    leave() {
      outer.removeEventListener('abort', abort)
      abort()
    },
  }
}

/** What all of them used, and by which model; null where nobody said. One which did not say counts as "at least". */
function usageOf(replies: readonly OwnReply[]): Usage | null {
  const parts = replies.map((reply) => reply.used())
  const sum = (key: 'prompt_tokens' | 'completion_tokens' | 'total_tokens') =>
    parts.reduce((total, { usage }) => total + (usage?.[key] ?? 0), 0)
  if (parts.every(({ usage }) => usage === null)) return null
  return {
    prompt_tokens: sum('prompt_tokens'),
    completion_tokens: sum('completion_tokens'),
    total_tokens: sum('total_tokens'),
    by_model: parts,
  }
}
