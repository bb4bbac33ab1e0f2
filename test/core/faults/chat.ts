import {
  type Chat,
  type ChatOptions,
  createChat,
  createTogetherTransport,
  type ThreadMessage,
  type TogetherTransportOptions,
} from '../../../src/store/index.js'
import type { FaultServer } from './server.js'

/** A conversation with a server, as a page has one with its relay. */
export function chatWith(
  server: FaultServer,
  transport: TogetherTransportOptions = {},
  options: Partial<ChatOptions> = {},
): Chat {
  return createChat({ transport: createTogetherTransport({ baseUrl: server.url, ...transport }), ...options })
}

/** Roles and texts of the visible thread. */
export function threadOf(chat: Chat): string[] {
  return chat.view().messages.map(({ message }) => `${message.role}: ${message.text ?? ''}`)
}

/** What a reply came to, in short. */
export function resultOf({ status, error, message }: ThreadMessage): object {
  return { status, code: error?.code ?? null, text: message.text }
}

/** Every run state of a conversation from now on, without repetitions. */
export function watchRun(chat: Chat): { phases: string[]; attempts: number[] } {
  const seen = { phases: [] as string[], attempts: [] as number[] }
  chat.store.subscribe(({ run }) => {
    if (seen.phases.at(-1) !== run.phase) seen.phases.push(run.phase)
    if (seen.attempts.at(-1) !== run.attempt) seen.attempts.push(run.attempt)
  })
  return seen
}
