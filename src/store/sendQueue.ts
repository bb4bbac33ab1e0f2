import type { ChatMessage } from '../core/index.js'
import { createId } from './createId.js'
import type { CallOptions, QueuedMessage, ThreadMessage } from './types.js'

export interface Waiting {
  readonly queued: QueuedMessage
  readonly call: CallOptions
  resolve(reply: ThreadMessage | PromiseLike<ThreadMessage>): void
}

/** Sends which wait for the run under way, in order. */
export interface SendQueue {
  add(message: ChatMessage, call: CallOptions): Promise<ThreadMessage>
  next(): Waiting | undefined
  remove(id: string): Waiting | undefined
}

export function createSendQueue(onChange: (queue: readonly QueuedMessage[]) => void): SendQueue {
  let entries: readonly Waiting[] = []

  function set(next: readonly Waiting[]): void {
    entries = next
    onChange(entries.map(({ queued }) => queued))
  }

  function remove(id: string | undefined): Waiting | undefined {
    const found = entries.find(({ queued }) => queued.id === id)
    if (found) set(entries.filter((entry) => entry !== found))
    return found
  }

  return {
    add: (message, call) =>
      new Promise((resolve) => set([...entries, { queued: { id: createId(), message }, call, resolve }])),
    next: () => remove(entries[0]?.queued.id),
    remove,
  }
}
