import { type ReactNode, useState } from 'react'
import { ChatRoot, MessageList } from '../../../src/components/index.js'
import { diagrams } from '../../../src/components/plugins/diagrams/index.js'
import { highlight } from '../../../src/components/plugins/highlight/index.js'
import { math } from '../../../src/components/plugins/math/index.js'
import { type Chat, type ChatExport, createChat, createTogetherTransport } from '../../../src/hooks/index.js'
import { compared, judged, withFormulas, withPlugins } from './conversation.js'

/** What is opted into: plug-ins of the markdown, models side by side, and what a chat offers for its messages. */
export function Extras(): ReactNode {
  const [chats] = useState(() => [withPlugins, compared, withFormulas, judged].map(chatOf))
  const [written, side, formal, extra] = chats as [Chat, Chat, Chat, Chat]
  return (
    <div style={{ display: 'grid', gap: '1rem', gridTemplateColumns: 'repeat(2, minmax(0, 1fr))' }}>
      <ChatRoot chat={written} markdownPlugins={plugins}>
        <MessageList />
      </ChatRoot>
      <div>
        <ChatRoot chat={side}>
          <MessageList />
        </ChatRoot>
        <ChatRoot chat={formal} markdownPlugins={mathML}>
          <MessageList />
        </ChatRoot>
        <ChatRoot chat={extra} onFeedback={() => {}} feedbackOf={() => 'good'} canDelete models={models}>
          <MessageList />
        </ChatRoot>
      </div>
    </div>
  )
}

const plugins = [highlight(), math(), diagrams()]
const mathML = [math({ output: 'mathml' })]
const models = [
  'openai/gpt-oss-20b',
  'meta-llama/Llama-3.3-70B-Instruct-Turbo',
  { id: 'Qwen/Qwen3.8', name: 'Qwen, fast' },
]

function chatOf(conversation: ChatExport): Chat {
  const chat = createChat({ id: conversation.id, transport: createTogetherTransport() })
  chat.import(conversation)
  return chat
}
