import { useTogetherChat } from '../../src/hooks/index.js'

/** A component as people write it; the React compiler memoises what it can. */
export function Thread({ onRender }: { onRender: () => void }) {
  const chat = useTogetherChat({ id: 'compiled' })
  const { messages, status } = chat
  onRender()
  return (
    <section>
      <button type="button" onClick={() => chat.sendMessage('Hi')}>
        Send
      </button>
      <p data-testid="status">{status}</p>
      <p data-testid="phase">{chat.run.phase}</p>
      <ol>
        {messages.map(({ id, message }) => (
          <li key={id}>{message.text}</li>
        ))}
      </ol>
      <p data-testid="last">{chat.messages.at(-1)?.message.text}</p>
    </section>
  )
}
