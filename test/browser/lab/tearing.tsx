import { memo, startTransition, useEffect, useLayoutEffect, useState } from 'react'
import { createRoot } from 'react-dom/client'
import {
  ChatProvider,
  createChat,
  createTogetherTransport,
  useChatSelector,
  useThreadMessage,
  useTogetherChat,
} from '../../../src/hooks/index.js'

/** Readers of one streaming text which are rendered in transitions, slowly, so that the text grows between them. */
export function tearing(baseUrl: string) {
  const chat = createChat({ transport: createTogetherTransport({ baseUrl }) })
  const found = { commits: 0, transitions: 0, torn: [] as number[][] }

  /** All readers as they stand in the document, once React has changed it. */
  function check() {
    const lengths = [...document.querySelectorAll('[data-length]')].map((reader) => Number(reader.textContent))
    found.commits++
    if (new Set(lengths).size > 1) found.torn.push(lengths)
  }

  function Length({ text }: { text: string | null | undefined }) {
    useLayoutEffect(check)
    return <i data-length>{text?.length ?? 0}</i>
  }

  /** What makes a transition long enough to be interrupted. Growing text does not render it. */
  const Slow = memo(function Slow({ round }: { round: number }) {
    const end = performance.now() + 4
    while (performance.now() < end);
    return <b>{round}</b>
  })

  function ByHook() {
    return <Length text={useTogetherChat({ chat }).messages.at(-1)?.message.text} />
  }

  function BySelector() {
    return <Length text={useChatSelector(({ messages }) => messages.at(-1)?.message.text)} />
  }

  function ById({ id }: { id: string }) {
    return <Length text={useThreadMessage(id)?.message.text} />
  }

  function Readers({ round }: { round: number }) {
    const id = useChatSelector(({ messageIds }) => messageIds.at(-1) ?? '')
    return Array.from({ length: 4 }, (_, place) => (
      // New components in each round: nothing is remembered from the last one.
      // biome-ignore lint/suspicious/noArrayIndexKey: they are alike
      <p key={`${round} ${place}`}>
        <ByHook />
        <BySelector />
        <ById id={id} />
        <Slow round={round} />
      </p>
    ))
  }

  function App() {
    const [round, setRound] = useState(0)
    useEffect(() => {
      found.transitions++
      const timer = setTimeout(() => startTransition(() => setRound(round + 1)), 5)
      return () => clearTimeout(timer)
    }, [round])
    return <Readers round={round} />
  }

  const root = createRoot(document.getElementById('app') as HTMLElement)
  root.render(
    <ChatProvider chat={chat}>
      <App />
    </ChatProvider>,
  )
  return {
    send: (text: string) => chat.sendMessage(text).then(({ message }) => message.text),
    end: () => root.unmount(),
    found,
  }
}
