import {
  AssistantRuntimeProvider,
  ComposerPrimitive,
  MessagePrimitive,
  ThreadPrimitive,
  useLocalRuntime,
} from '@assistant-ui/react'
import { MarkdownTextPrimitive } from '@assistant-ui/react-markdown'
import { useEffect } from 'react'
import remarkGfm from 'remark-gfm'
import { readAnswer, server } from '../shared/answer.js'
import { definePage } from '../shared/definePage.js'
import { render } from '../shared/render.js'

let runtime

definePage({
  mount(earlier) {
    render(<Page initialMessages={earlier.map(({ id, role, text }) => ({ id, role, content: text }))} />)
  },
  send(url, text) {
    server.url = url
    runtime.thread.append(text)
  },
})

function Page({ initialMessages }) {
  const local = useLocalRuntime(adapter, { initialMessages })
  useEffect(() => {
    runtime = local
  }, [local])
  return (
    <AssistantRuntimeProvider runtime={local}>
      <ThreadPrimitive.Root className="page">
        <ThreadPrimitive.Viewport className="scroller">
          <div className="thread" id="thread">
            <ThreadPrimitive.Messages components={components} />
          </div>
        </ThreadPrimitive.Viewport>
        <ComposerPrimitive.Root className="composer">
          <ComposerPrimitive.Input id="composer" aria-label="Message" rows={1} />
        </ComposerPrimitive.Root>
      </ThreadPrimitive.Root>
    </AssistantRuntimeProvider>
  )
}

const components = {
  UserMessage: () => (
    <MessagePrimitive.Root className="message" data-role="user">
      <MessagePrimitive.Parts />
    </MessagePrimitive.Root>
  ),
  AssistantMessage: () => (
    <MessagePrimitive.Root className="message prose">
      <MessagePrimitive.Parts components={parts} />
    </MessagePrimitive.Root>
  ),
}

const plugins = [remarkGfm]
/** Without `smooth`, which types what has arrived letter by letter: the answer would be painted long after it is there. */
const parts = { Text: () => <MarkdownTextPrimitive remarkPlugins={plugins} smooth={false} /> }

const adapter = {
  async *run({ messages, abortSignal }) {
    const wire = messages.map(({ role, content }) => ({ role, content: content.map(({ text }) => text).join('') }))
    let text = ''
    for await (const tokens of readAnswer(wire, abortSignal)) {
      for (const token of tokens) {
        text += token
        yield { content: [{ type: 'text', text }] }
      }
    }
  },
}
