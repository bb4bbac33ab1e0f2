import type { GenerationKwargs, StreamingChunk, Usage } from '../core/index.js'
import { completeChunk } from '../core/stream/StreamingChunk.js'
import { type Ending, endingOf, whole } from './ending.js'
import { isEmptyChunk, type OwnChunk, usageNow } from './ownChunk.js'
import { sideBySide } from './sideBySide.js'
import { createTogetherTransport } from './togetherTransport.js'
import type { ChatTransport, TransportRequest } from './types.js'

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
 * once; the conversation goes on with the one which is picked, else with the first whole one, and asks all of them again.
 * What each model alone used is in its reply's meta, and its times in `timing`; where one fails, the others go on.
 *
 * A call which names a `model` of its own asks that one alone. A reply which is continued or tried again goes on with its
 * own model and in its own place, and so does a turn after its tools, which are run for the first. One model is asked as
 * always, and without any the transport's own answers.
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
    const usage = () => usageOf(replies)
    const { signal, leave } = leavable(request.signal)
    const open = (reply: OwnReply) =>
      reply.read(() => transport.stream({ ...request, model: reply.model, signal }), usage)
    /** Those which end before anybody spoke end once all have their places. */
    const early: StreamingChunk[] = []
    let isSilent = true
    try {
      for await (const chunk of sideBySide(replies.map(open), signal)) {
        if (isSilent && 'ending' in chunk) {
          early.push(chunk)
          continue
        }
        // With the first word all have their places: in the order of the models, not in that of their speed.
        if (isSilent && !isEmptyChunk(chunk)) {
          isSilent = false
          yield* replies.map((reply) => ({ ...reply.begin(), [usageNow]: usage }))
          yield* early
        }
        yield chunk
      }
    } finally {
      leave()
    }
    if (isSilent) yield* early
    const error = replies.map((reply) => reply.error()).find((each) => each !== null)
    if (error) throw error
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
  /** Its chunks, as those of its choice; the last one says how it ended, what it used, and what all did until then. */
  read(open: () => AsyncIterable<StreamingChunk>, usageOfAll: () => Usage): AsyncIterable<StreamingChunk>
  /** A chunk with nothing in it but whose reply it is. */
  begin(): StreamingChunk
  /** Why it failed. */
  error(): Ending['error']
  used(): NonNullable<Usage['by_model']>[number]
}

function createOwnReply(model: string, index: number): OwnReply {
  let usage: Usage | null = null
  let chunks = 0
  let name = model
  let ending = whole
  const meta = () => ({ model: name, index, own: { model, usage } })
  return {
    model,
    async *read(open, usageOfAll) {
      try {
        for await (const chunk of open()) {
          const { usage: own, ...rest } = chunk.meta as { usage?: Usage | null; model?: string | null }
          usage = own ?? usage
          name = rest.model ?? name
          if (!isEmptyChunk(chunk)) chunks += 1
          yield { ...chunk, meta: { ...rest, ...meta() } }
        }
      } catch (thrown) {
        ending = endingOf(thrown, chunks > 0, false)
      }
      const last = completeChunk({ meta: { ...meta(), ...(usage && { usage: usageOfAll() }) } })
      yield { ...last, ending } satisfies OwnChunk
    },
    begin: () => completeChunk({ meta: meta() }),
    error: () => ending.error,
    used: () => ({ model: name, usage, chunks }),
  }
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

/** What all of them used, and by which model. One which did not say counts as "at least". */
function usageOf(replies: readonly OwnReply[]): Usage {
  const parts = replies.map((reply) => reply.used())
  const sum = (key: 'prompt_tokens' | 'completion_tokens' | 'total_tokens') =>
    parts.reduce((total, { usage }) => total + (usage?.[key] ?? 0), 0)
  return {
    prompt_tokens: sum('prompt_tokens'),
    completion_tokens: sum('completion_tokens'),
    total_tokens: sum('total_tokens'),
    by_model: parts,
  }
}
