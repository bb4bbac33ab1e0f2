// A page for the tests of this folder, loaded by `openStage`: the kit's chat, and beside it what an application has there.
import { type ReactNode, useEffect, useState } from 'react'
import { createRoot } from 'react-dom/client'
import {
  type AnnounceMode,
  ChatRoot,
  Composer,
  type MessageExtras,
  MessageList,
} from '../../../src/components/index.js'
import { TogetherModelPicker } from '../../../src/components/models/index.js'
import styles from '../../../src/components/styles.css?inline'
import {
  type Chat,
  defaultModel,
  TogetherProvider,
  Tool,
  useModelComparison,
  useTogetherChat,
} from '../../../src/hooks/index.js'

export interface StageOptions {
  baseUrl: string
  announce?: AnnounceMode
  /** Files which can be attached. */
  accept?: string
  /** Whether the page has controls of its own above the chat: the model, and whether a request asks for two replies. */
  hasControls?: boolean
  /** Whether it offers all that a chat can offer for its messages: feedback, deletion, other models. */
  hasExtras?: boolean
  /** Models which answer side by side. */
  compared?: readonly string[]
}

const sendMail = new Tool({
  name: 'send_mail',
  description: 'Sends a mail',
  parameters: { type: 'object', properties: { to: { type: 'string' } }, required: ['to'] } as const,
  needsApproval: true,
  execute: ({ to }) => ({ sent: true, to }),
})

const lookUp = new Tool({
  name: 'look_up',
  description: 'Never answers',
  parameters: { type: 'object', properties: {} } as const,
  execute: () => new Promise(() => {}),
})

const tools = [sendMail, lookUp]

/** Shows the chat on the whole page, and leaves it in `window.chat`. */
export function showStage({ baseUrl, ...options }: StageOptions): void {
  const viewport = Object.assign(document.createElement('meta'), { name: 'viewport', content: 'width=device-width' })
  document.head.append(viewport)
  document.body.style.margin = '0'
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(styles)
  document.adoptedStyleSheets = [sheet]
  const container = document.getElementById('app') as HTMLElement
  container.style.blockSize = '100vh'
  createRoot(container).render(
    <TogetherProvider baseUrl={baseUrl} maxRetries={0}>
      <Stage {...options} />
    </TogetherProvider>,
  )
}

const extras: MessageExtras = {
  onFeedback: () => {},
  canDelete: true,
  models: ['openai/gpt-oss-20b', 'deepseek-ai/DeepSeek-V3.1', { id: 'Qwen/Qwen3.8-Flash', name: 'Qwen, fast' }],
}

const noModels: readonly string[] = []

function Stage({
  announce,
  accept,
  hasControls,
  hasExtras,
  compared = noModels,
}: Omit<StageOptions, 'baseUrl'>): ReactNode {
  const [model, setModel] = useState(defaultModel)
  const [isDouble, setDouble] = useState(false)
  const comparison = useModelComparison(compared)
  const own = { model, generationKwargs: isDouble ? { n: 2 } : {} }
  const { chat } = useTogetherChat({ tools, ...(compared.length > 0 ? comparison : own) })
  useEffect(() => void Object.assign(window, { chat }), [chat])
  return (
    <ChatRoot chat={chat} announce={announce} className="tg-chat" {...(hasExtras && extras)}>
      {hasControls && (
        <div>
          <TogetherModelPicker value={model} onValueChange={setModel} />
          <label>
            <input type="checkbox" checked={isDouble} onChange={() => setDouble(!isDouble)} />
            Two replies
          </label>
        </div>
      )}
      <MessageList />
      <div className="tg-dock">
        <Composer accept={accept} />
      </div>
    </ChatRoot>
  )
}

declare global {
  interface Window {
    chat: Chat
  }
}
