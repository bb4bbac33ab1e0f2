import {
  type AnyTool,
  type ChatMessage,
  flattenTools,
  isStandardSchema,
  isTogetherError,
  type ReplyMeta,
  type Tools,
} from '../core/index.js'
import { loadStructured } from './loadStructured.js'
import type { ChatOptions, ThreadMessage } from './types.js'

/** The model which was named for a reply alone, whatever the reply calls it; several at once stand in the meta of each. */
export function namedModel(reply: ThreadMessage | undefined): string | undefined {
  return (reply?.message.meta as ReplyMeta | undefined)?.own?.model ?? reply?.model
}

/** The tools of a call: its own, or none with `false`, else the conversation's. Throws `invalid-argument`. */
export function toolsOf(options: ChatOptions, { tools }: { tools?: Tools | false | undefined }): AnyTool[] {
  return tools === false ? [] : flattenTools(tools ?? options.tools)
}

/** What a complete reply says by the schema of `responseFormat`, or why not. Null where there is no schema. */
export function readObject(
  { responseFormat }: ChatOptions,
  message: ChatMessage,
): Promise<Pick<ThreadMessage, 'object' | 'error'>> | null {
  if (!isStandardSchema(responseFormat)) return null
  return loadStructured().then(async ({ parseReply }) => {
    const object = await parseReply(message, responseFormat)
    return isTogetherError(object) ? { error: object } : { object, error: null }
  })
}

/** Ids of the calls on a path. A malformed one is in its result only. */
export function callIdsOf(path: readonly ThreadMessage[]): Set<string> {
  const calls = path.flatMap(({ message: { toolCalls, toolCallResults } }) => [
    ...toolCalls,
    ...toolCallResults.map(({ origin }) => origin),
  ])
  return new Set(calls.map(({ id }) => id ?? ''))
}
