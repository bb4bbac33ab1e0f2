import { type FormEvent, StrictMode, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { useTogetherChat, useTogetherGenerate } from '../src/hooks/index.js'
import { PageBar, useBackendMode } from './PageBar.js'

/** A chat of one's own: the hook, a list and a form. */
function Chat() {
  const { messages, sendMessage, status, stop, error } = useTogetherChat({ id: 'custom' })
  const [draft, setDraft] = useState('')
  const isBusy = status === 'submitted' || status === 'streaming'

  function submit(event: FormEvent) {
    event.preventDefault()
    if (draft.trim() === '') return
    sendMessage(draft)
    setDraft('')
  }

  return (
    <section aria-labelledby="chat-title">
      <h2 id="chat-title">useTogetherChat</h2>
      <ul data-testid="messages">
        {messages.map(({ id, message, status }) => (
          <li key={id}>
            <small>
              {message.role} · {status}
            </small>
            <br />
            {message.text}
          </li>
        ))}
      </ul>
      {error && <p role="alert">{error.message}</p>}
      <form onSubmit={submit}>
        <input aria-label="Message" value={draft} onChange={(event) => setDraft(event.target.value)} />
        {isBusy ? (
          <button type="button" onClick={stop}>
            Stop
          </button>
        ) : (
          <button type="submit">Send</button>
        )}
      </form>
    </section>
  )
}

/** One prompt, two replies side by side. */
function Generate() {
  const { generate, replies, meta, status, error, stop } = useTogetherGenerate({ generationKwargs: { n: 2 } })
  const [prompt, setPrompt] = useState('Why is the sky blue?')
  const isBusy = status === 'pending' || status === 'streaming'

  function submit(event: FormEvent) {
    event.preventDefault()
    generate(prompt).catch(() => {}) // shown through `error`
  }

  return (
    <section aria-labelledby="generate-title">
      <h2 id="generate-title">useTogetherGenerate</h2>
      <form onSubmit={submit}>
        <input aria-label="Prompt" value={prompt} onChange={(event) => setPrompt(event.target.value)} />
        <button type={isBusy ? 'button' : 'submit'} onClick={isBusy ? stop : undefined}>
          {isBusy ? 'Stop' : 'Generate'}
        </button>
      </form>
      {error && <p role="alert">{error.message}</p>}
      <ul data-testid="replies">
        {replies.map((reply, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a reply is its place among the choices
          <li key={place}>
            {reply}
            <br />
            <small>{[meta[place]?.model, meta[place]?.finish_reason].filter(Boolean).join(' · ')}</small>
          </li>
        ))}
      </ul>
    </section>
  )
}

function App() {
  const mode = useBackendMode()
  return (
    <>
      <PageBar title="A custom UI" mode={mode} />
      <main className="custom">
        <Chat />
        <Generate />
      </main>
    </>
  )
}

createRoot(document.getElementById('app') as HTMLElement).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
