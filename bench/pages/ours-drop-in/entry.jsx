import { useLayoutEffect } from 'react'
import { TogetherProvider, useTogetherChat } from 'together-react'
import { TogetherChat } from 'together-react/components'
import 'together-react/styles.css'
import { definePage } from '../shared/definePage.js'
import { render } from '../shared/render.js'
import { initialMessagesOf, sendTo } from '../shared/together.js'

let chat

definePage({
  mount(earlier) {
    render(
      <TogetherProvider>
        <Page initialMessages={initialMessagesOf(earlier)} />
      </TogetherProvider>,
    )
  },
  send(url, text) {
    sendTo(chat, url, text)
  },
})

/** As an app which uses the kit as it comes; ids are given to what the bench looks for. */
function Page({ initialMessages }) {
  const conversation = useTogetherChat({ initialMessages })
  useLayoutEffect(() => {
    chat = conversation.chat
    document.querySelector('[role="log"]').id = 'thread'
    document.querySelector('textarea').id = 'composer'
  })
  return (
    <div className="page">
      <TogetherChat chat={conversation.chat} />
    </div>
  )
}
