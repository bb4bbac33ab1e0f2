import { hydrateRoot } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { ChatMessage, useTogetherChat } from 'together-react'
import { TogetherChat } from 'together-react/components'
import 'together-react/styles.css'

const initialMessages = [ChatMessage.fromUser('Hi'), ChatMessage.fromAssistant('**Hello**')]

function Count() {
  const { messages, usage } = useTogetherChat({ initialMessages })
  return (
    <p>
      {messages.length} messages, {usage.requests} requests
    </p>
  )
}

function App() {
  return (
    <>
      <TogetherChat initialMessages={initialMessages} />
      <Count />
    </>
  )
}

// As a server would: what it renders has to be what the browser expects.
const container = document.getElementById('root') as HTMLElement
container.innerHTML = renderToString(<App />)
hydrateRoot(container, <App />, {
  onRecoverableError(error) {
    throw error
  },
})
