import { type Chat, type ChatOptions, createChat, createTogetherTransport } from '../../src/store/index.js'
import { controlledStream } from '../../src/testing/controlledStream.js'

/** A chat over a fetch of the test's own; what was sent is kept. */
export function chatOver(
  fetch: (request: Request) => Promise<Response>,
  options: Partial<ChatOptions> = {},
): { chat: Chat; bodies: { messages: { role: string; content: string }[]; [key: string]: unknown }[] } {
  const bodies: { messages: { role: string; content: string }[] }[] = []
  const transport = createTogetherTransport({
    baseUrl: 'https://relay.test/api/together',
    maxRetries: 0,
    fetch: async (url, init) => {
      bodies.push(JSON.parse(String(init.body)))
      return fetch(new Request(url, init))
    },
  })
  return { chat: createChat({ transport, ...options }), bodies }
}

/** A chat whose every request gets a controlled stream of its own, in order. */
export function steppedChat(options: Partial<ChatOptions> = {}) {
  const streams: ReturnType<typeof controlledStream>[] = []
  const { chat, bodies } = chatOver(async (request) => {
    const stream = controlledStream()
    streams.push(stream)
    return stream.response({ signal: request.signal })
  }, options)
  const streamAt = async (place: number) => {
    while (streams.length <= place) await tick()
    return streams[place] as ReturnType<typeof controlledStream>
  }
  return { chat, bodies, streamAt, streams }
}

/** A task: whatever is ready to go on has gone on. */
export function tick(ms = 0): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

/** The visible thread as pairs of role and text. */
export function thread(chat: Chat): [string, string | null][] {
  return chat.view().messages.map(({ message }) => [message.role, message.text])
}
