import type { ThreadMessage } from '../../store/index.js'

/**
 * The replies which one request made, of those which stand beside the reply `id`: `n` of them, itself included, in
 * their order. What was asked for again stands beside them, but is of another request. Messages of one request have the
 * same `createdAt`: whatever became of each since, and in an export too.
 */
export function choicesOf(siblings: readonly ThreadMessage[], id: string): readonly ThreadMessage[] {
  return requestsOf(siblings).find((replies) => replies.some((reply) => reply.id === id)) ?? []
}

/** Siblings by the request which made them, oldest first. */
export function requestsOf(siblings: readonly ThreadMessage[]): readonly (readonly ThreadMessage[])[] {
  const requests: ThreadMessage[][] = []
  for (const reply of siblings) {
    const known = requests.find((replies) => replies.some((other) => isOfOneRequest(other, reply)))
    if (known) known.push(reply)
    else requests.push([reply])
  }
  return requests
}

/** 0 says that nobody knows when a message was made. */
function isOfOneRequest(a: ThreadMessage, b: ThreadMessage): boolean {
  const areReplies = a.message.role === 'assistant' && b.message.role === 'assistant'
  return areReplies && a.createdAt > 0 && a.createdAt === b.createdAt
}
