import { errorResponse, jsonResponse, waitHeaders } from './errors.js'
import { findModel, simulatorModels } from './models.js'
import { planReply } from './planReply.js'
import { streamedResponse, wholeResponse } from './respond.js'
import {
  createScriptReader,
  type ReplyOptions,
  type SimulatorScript,
  type SimulatorStep,
  type StatusStep,
} from './script.js'
import { asWireBody, findProblem } from './validate.js'
import { turnOf, type WireBody } from './wire.js'

/** Options of `createSimulator`. */
export interface SimulatorOptions {
  /** Tokens per second of a reply; 0 or Infinity sends as fast as it is read. @default 40 */
  tokensPerSecond?: number | undefined
  /** What to answer instead of made-up replies. @default nothing */
  script?: SimulatorScript | undefined
  /** The same seed answers the same request with the same bytes. @default 1 */
  seed?: number | undefined
}

/** A fetch handler: a request in, a response out. */
export type FetchHandler = (request: Request) => Promise<Response>

/**
 * A scripted Together AI API as a fetch handler: chat and plain completions, streamed or not, tools, reasoning,
 * JSON mode and errors, without a network and without a key. Paths are matched by their end.
 *
 * @example
 * const simulator = createSimulator({ tokensPerSecond: Infinity, script: [reply('Hello!'), status(429)] })
 * const generator = new TogetherAIChatGenerator({ apiKey: null, fetch: (url, init) => simulator(new Request(url, init)) })
 */
export function createSimulator(options: SimulatorOptions = {}): FetchHandler {
  const nextStep = createScriptReader(options.script)
  return async (request) => {
    const { pathname } = new URL(request.url)
    if (pathname.endsWith('/models')) return onlyFor(request, 'GET') ?? jsonResponse(simulatorModels)
    const path = completionPathOf(pathname)
    if (!path) return errorResponse(404, { message: `Unknown path ${pathname}` })
    const refusal = onlyFor(request, 'POST')
    if (refusal) return refusal
    const parsed = await readJson(request)
    const problem = findProblem(parsed, path)
    if (problem) return errorResponse(400, problem)
    const body = asWireBody(parsed)
    const step = nextStep({ path: pathname, body, turn: turnOf(body), headers: request.headers })
    return step ? answerStep(step, path, body, request, options) : answer(path, body, request, options)
  }
}

type CompletionPath = 'chat' | 'completions'

function completionPathOf(pathname: string): CompletionPath | null {
  if (pathname.endsWith('/chat/completions')) return 'chat'
  return pathname.endsWith('/completions') ? 'completions' : null
}

function onlyFor(request: Request, method: string): Response | null {
  if (request.method === method) return null
  return errorResponse(405, { message: `Method ${request.method} is not allowed` }, { allow: method })
}

async function readJson(request: Request): Promise<unknown> {
  try {
    return await request.json()
  } catch (error) {
    if (request.signal.aborted) throw error
    return undefined
  }
}

function answer(path: CompletionPath, body: WireBody, request: Request, options: SimulatorOptions): Response {
  const model = findModel(body.model)
  if (model?.type === 'chat') return answerReply({}, path, body, request, options)
  const message = model
    ? `The model ${body.model} is a ${model.type} model and cannot be used here.`
    : `Unable to access model ${body.model}. Please visit https://api.together.ai/models to view the list of supported models.`
  return errorResponse(model ? 400 : 404, { message, code: 'model_not_available' })
}

function answerReply(
  script: ReplyOptions,
  path: CompletionPath,
  body: WireBody,
  request: Request,
  options: SimulatorOptions,
): Response {
  const plan = planReply(path, body, options.seed ?? 1, script)
  const pace = paceOf(request, options, script.tokensPerSecond)
  return body.stream ? streamedResponse(plan, pace) : wholeResponse(plan, pace)
}

async function answerStep(
  step: SimulatorStep,
  path: CompletionPath,
  body: WireBody,
  request: Request,
  options: SimulatorOptions,
): Promise<Response> {
  if (step.kind === 'reply') return answerReply(step, path, body, request, options)
  if (step.kind === 'status') return statusResponse(step)
  if (step.kind === 'silence' && step.phase === 'headers') return untilAborted(request.signal)
  const plan = planReply(path, body, options.seed ?? 1, step.text === undefined ? {} : { text: step.text })
  const pace = paceOf(request, options)
  return body.stream ? streamedResponse(plan, pace, step) : wholeResponse(plan, pace, step)
}

function paceOf(request: Request, options: SimulatorOptions, tokensPerSecond?: number | undefined) {
  return { tokensPerSecond: tokensPerSecond ?? options.tokensPerSecond ?? 40, signal: request.signal }
}

function statusResponse({ status, body, headers }: StatusStep): Response {
  if (typeof body === 'string') {
    return new Response(body, { status, headers: { 'content-type': 'text/html', ...headers } })
  }
  if (body === undefined) return errorResponse(status, {}, headers)
  return jsonResponse(body, status, { ...waitHeaders(status), ...headers })
}

function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason)
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
}
