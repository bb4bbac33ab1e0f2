import { type FormEvent, useState } from 'react'
import { ChatProvider, useThreadMessage, useTogetherChat } from '../../src/hooks/index.js'

export function HooksChat() {
  const { chat, messageIds, status, error, sendMessage, stop } = useTogetherChat()
  const [draft, setDraft] = useState('')
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (status === 'streaming') return stop()
    void sendMessage(draft)
    setDraft('')
  }
  return (
    <ChatProvider chat={chat}>
      <form className="recipe" onSubmit={onSubmit}>
        {messageIds.map((id) => (
          <Row key={id} id={id} />
        ))}
        {error && <p role="alert">{error.message}</p>}
        <input aria-label="Message" value={draft} onChange={(event) => setDraft(event.target.value)} />
        <button type="submit">{status === 'streaming' ? 'Stop' : 'Send'}</button>
      </form>
    </ChatProvider>
  )
}

function Row({ id }: { id: string }) {
  const node = useThreadMessage(id)
  return <p data-role={node?.message.role}>{node?.message.text}</p>
}
