import { ChatMessage, isStandardSchema } from '../core/index.js'
import { requestMessages } from './history.js'
import { loadStructured } from './loadStructured.js'
import { namedModel, toolsOf } from './requestOf.js'
import type { CallOptions, ChatOptions, PrepareInfo, ThreadMessage, TransportRequest } from './types.js'

// Loaded with the first request, as what makes requests is.

export type PreparedRequest = Omit<TransportRequest, 'signal' | 'onRetry'>

export interface RequestPlan {
  readonly options: ChatOptions
  /** What the call brings wins. */
  readonly call: CallOptions
  readonly path: readonly ThreadMessage[]
  /** The reply which goes on: its text is the last message. */
  readonly continued: ThreadMessage | null
  readonly step: number
  readonly last: PrepareInfo['last']
  /** Told at once, whatever becomes of the request: the model, and the one which was named for this reply alone. */
  onAsked(model: string | undefined, named: string | undefined): void
}

/** The request which answers a path. A turn goes on with the model which was named for it, else the conversation's own. */
export async function prepareRequest(plan: RequestPlan): Promise<PreparedRequest> {
  const { options, call, path, continued, step, last } = plan
  const from = continued ?? path.findLast(({ message }) => message.role !== 'tool')
  const named = call.model ?? namedModel(from)
  const model = named ?? options.model
  plan.onAsked(model, named)
  const tools = toolsOf(options, call)
  const messages = requestMessages(path, options.systemPrompt)
  const text = continued?.message.text
  if (text) messages.push(ChatMessage.fromAssistant(text))
  const { prepareMessages } = options
  return {
    messages: prepareMessages ? await prepareMessages(messages, { model, tools, step, last }) : messages,
    model,
    continuesTurn: from?.message.role === 'assistant',
    generationKwargs: { ...options.generationKwargs, ...call.generationKwargs, ...(await formatOf(options)) },
    tools,
    toolsStrict: call.toolsStrict ?? options.toolsStrict ?? false,
    sendReasoning: options.sendReasoning ?? false,
  }
}

/** A schema becomes Together AI's `response_format`; the code for that is loaded by those who use it. */
async function formatOf({ responseFormat }: ChatOptions): Promise<{ response_format?: unknown }> {
  if (!responseFormat) return {}
  const { toResponseFormat } = await loadStructured()
  return { response_format: isStandardSchema(responseFormat) ? toResponseFormat(responseFormat) : responseFormat }
}
