import { useChat } from '@ai-sdk/react'
import { memo, useEffect } from 'react'
import { readAnswer, server } from './answer.js'
import { definePage } from './definePage.js'
import { Layout } from './Layout.jsx'
import { render } from './render.js'

/**
 * `useChat` over a transport of a few lines, with memoised messages. What it costs to parse the AI SDK's own protocol
 * with its schemas is left out: all pages read the same bytes.
 *
 * @param {import('react').ComponentType<{ text: string, isLive: boolean }>} Text
 * @param {import('react').ComponentType<{ text: string, isLive: boolean }>} [BlockText]  for the option `blocks`
 */
export function defineAiSdkPage(Text, BlockText = Text) {
  let sendMessage
  definePage({
    mount(earlier, { throttle, contentVisibility, blocks }) {
      const messages = earlier.map(({ id, role, text }) => ({ id, role, parts: [{ type: 'text', text }] }))
      const onReady = (send) => {
        sendMessage = send
      }
      render(<AiSdkPage {...{ messages, throttle, contentVisibility, onReady }} Text={blocks ? BlockText : Text} />)
    },
    send(url, text) {
      server.url = url
      sendMessage({ text })
    },
  })
}

function AiSdkPage({ messages: earlier, throttle, contentVisibility, Text, onReady }) {
  const { messages, sendMessage, status } = useChat({ messages: earlier, transport, throttle })
  useEffect(() => onReady(sendMessage), [onReady, sendMessage])
  return (
    <Layout contentVisibility={contentVisibility} onSend={(text) => sendMessage({ text })}>
      {messages.map((message, place) => (
        <Message
          key={message.id}
          message={message}
          isLive={status === 'streaming' && place === messages.length - 1}
          Text={Text}
        />
      ))}
    </Layout>
  )
}

const Message = memo(function Message({ message, isLive, Text }) {
  const text = textOf(message)
  return (
    <div className="message prose" data-role={message.role}>
      {message.role === 'user' ? text : <Text text={text} isLive={isLive} />}
    </div>
  )
})

const transport = {
  async sendMessages({ messages, abortSignal }) {
    const reads = readAnswer(
      messages.map((message) => ({ role: message.role, content: textOf(message) })),
      abortSignal,
    )
    return new ReadableStream({
      start(controller) {
        for (const type of ['start', 'start-step']) controller.enqueue({ type })
        controller.enqueue({ type: 'text-start', id: 'text' })
      },
      async pull(controller) {
        const { done, value } = await reads.next()
        for (const delta of value ?? []) controller.enqueue({ type: 'text-delta', id: 'text', delta })
        if (!done) return
        controller.enqueue({ type: 'text-end', id: 'text' })
        for (const type of ['finish-step', 'finish']) controller.enqueue({ type })
        controller.close()
      },
    })
  },
  reconnectToStream: async () => null,
}

function textOf(message) {
  return message.parts.map((part) => (part.type === 'text' ? part.text : '')).join('')
}
