import { memo, useEffect } from 'react'
import { ChatProvider, useChatSelector, useThreadMessage, useTogetherChat } from 'together-react'
import { Markdown } from 'together-react/components'
import 'together-react/styles.css'
import { definePage } from '../shared/definePage.js'
import { Layout } from '../shared/Layout.jsx'
import { render } from '../shared/render.js'
import { initialMessagesOf, sendTo } from '../shared/together.js'

let chat

definePage({
  mount(earlier) {
    render(<Page initialMessages={initialMessagesOf(earlier)} />)
  },
  send(url, text) {
    sendTo(chat, url, text)
  },
})

function Page({ initialMessages }) {
  const conversation = useTogetherChat({ initialMessages })
  useEffect(() => {
    chat = conversation.chat
  })
  return (
    <ChatProvider chat={conversation.chat}>
      <Layout className="tg-root" onSend={(text) => conversation.sendMessage(text)}>
        <Messages />
      </Layout>
    </ChatProvider>
  )
}

function Messages() {
  const ids = useChatSelector((view) => view.messageIds)
  return ids.map((id) => <Message key={id} id={id} />)
}

const Message = memo(function Message({ id }) {
  const { message, status } = useThreadMessage(id)
  const text = message.text ?? ''
  return (
    <div className="message" data-role={message.role}>
      {message.role === 'user' ? text : <Markdown text={text} isStreaming={status === 'streaming'} />}
    </div>
  )
})
