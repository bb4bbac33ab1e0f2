import type { ComponentProps } from 'react'
import { createRoot } from 'react-dom/client'
import { ChatRoot, Composer, Markdown, Message, MessageList } from '../../../src/components/index.js'
import styles from '../../../src/components/styles.css?inline'
import { ChatMessage, type ChatTransport, createChat, type StreamingChunk, Tool } from '../../../src/hooks/index.js'

export interface LongThreadOptions {
  /** Messages which are there from the beginning. */
  count: number
  windowAbove?: number
  /** Whether the chat stands in a shadow tree, as the widget does. */
  isInShadow?: boolean
}

/** A chat with a history, whose reply the test writes piece by piece. */
export function longThread({ count, windowAbove, isInShadow = false }: LongThreadOptions) {
  const reply = writtenReply()
  const renders = { rows: 0, texts: 0 }
  let earlier = 0
  const chat = createChat({ id: 'lab', transport: reply.transport, tools: [look], initialMessages: messages(0, count) })

  function CountedMessage(props: ComponentProps<typeof Message>) {
    renders.rows++
    return <Message {...props} />
  }

  function CountedMarkdown(props: ComponentProps<typeof Markdown>) {
    renders.texts++
    return <Markdown {...props} />
  }

  const container = document.getElementById('app') as HTMLElement
  container.style.blockSize = '600px'
  const root = isInShadow ? container.attachShadow({ mode: 'open' }) : container
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(styles)
  ;(isInShadow ? (root as ShadowRoot) : document).adoptedStyleSheets = [sheet]
  const components = { Message: CountedMessage, Markdown: CountedMarkdown }
  createRoot(root).render(
    <ChatRoot chat={chat} components={components} className="tg-chat">
      <MessageList windowAbove={windowAbove} empty={<button type="button">A suggestion</button>} />
      <div className="tg-dock">
        <Composer />
      </div>
    </ChatRoot>,
  )
  return {
    renders,
    send: (text: string) => void chat.sendMessage(text),
    /** Writes on the reply. */
    write: (text: string) => reply.write(text),
    /** Writes on what the model thinks before it replies. */
    think: (text: string) => reply.think(text),
    end: () => reply.end(),
    /** Ends the reply with a call which waits for the reader. */
    call: () => reply.call(),
    prepend(added: number) {
      earlier += added
      chat.prependMessages(messages(-earlier, added))
    },
    select: (place: number) => chat.selectSibling(chat.view().messageIds[place] ?? ''),
    edit: (place: number, text: string) => void chat.editMessage(chat.view().messageIds[place] ?? '', text),
  }
}

const look = new Tool({
  name: 'look',
  description: 'Looks.',
  parameters: { type: 'object', properties: {} },
  needsApproval: true,
  execute: () => 'seen',
})

/** Questions and answers of many heights, numbered from `first`. */
function messages(first: number, count: number): ChatMessage[] {
  return Array.from({ length: count }, (_, place) => {
    const number = first + place
    return place % 2 === 0
      ? ChatMessage.fromUser(`Message ${number} asks. ${'And more. '.repeat(Math.abs(number * 7) % 23)}`)
      : ChatMessage.fromAssistant(answer(number))
  })
}

function answer(number: number): string {
  const paragraph = `Message ${number} answers. ${'It says **something** with `code` in it. '.repeat(1 + (Math.abs(number * 13) % 11))}`
  const list = '\n\n- one\n- two\n- three'
  const code = `\n\n\`\`\`ts\n${'const answer = 42\n'.repeat(3 + (Math.abs(number) % 5))}\`\`\``
  return `${paragraph}${number % 3 === 0 ? list : ''}${number % 5 === 0 ? code : ''}${`\n\n${paragraph}`.repeat(Math.abs(number) % 4)}`
}

/** A transport whose replies come as they are written. */
function writtenReply() {
  const waiting: Partial<StreamingChunk>[] = []
  let wake = () => {}
  const push = (piece: Partial<StreamingChunk>) => {
    waiting.push(piece)
    wake()
  }
  const transport: ChatTransport = {
    async *stream() {
      for (;;) {
        while (waiting.length === 0)
          await new Promise<void>((resolve) => {
            wake = resolve
          })
        const piece = waiting.shift() ?? {}
        yield { ...emptyChunk, ...piece }
        if (piece.finishReason) return
      }
    },
  }
  return {
    transport,
    write: (content: string) => push({ content }),
    think: (reasoningText: string) => push({ reasoning: { type: 'reasoning', reasoningText, extra: {} } }),
    end: () => push({ finishReason: 'stop' }),
    call() {
      push({ toolCalls: [{ index: 0, id: 'call', toolName: 'look', arguments: '{}', extra: null }] })
      push({ finishReason: 'tool_calls' })
    },
  }
}

const emptyChunk: StreamingChunk = {
  content: '',
  meta: { index: 0 },
  index: null,
  toolCalls: null,
  toolCallResult: null,
  start: false,
  finishReason: null,
  reasoning: null,
  componentInfo: null,
}
