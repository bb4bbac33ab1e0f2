import { createRoot, type Root } from 'react-dom/client'
import {
  type ChatExport,
  createChatRegistry,
  TogetherProvider,
  Tool,
  type ToolCallState,
  useTogetherChat,
} from '../../../src/hooks/index.js'

const numbers = {
  type: 'object',
  properties: { a: { type: 'number' }, b: { type: 'number' } },
  required: ['a', 'b'],
} as const
const name = { type: 'object', properties: { name: { type: 'string' } }, required: ['name'] } as const

const tools = [
  new Tool({
    name: 'add',
    description: 'Adds two numbers',
    parameters: numbers,
    execute: ({ a, b }: { a: number; b: number }) => ({ sum: a + b }),
  }),
  new Tool({
    name: 'slow_lookup',
    description: 'Looks up a word, after a while',
    parameters: name,
    execute: async ({ name: word }: { name: string }) => {
      await new Promise((resolve) => setTimeout(resolve, 60))
      return `${word}: found`
    },
  }),
  new Tool({
    name: 'delete_file',
    description: 'Deletes a file',
    parameters: name,
    needsApproval: true,
    execute: ({ name: file }: { name: string }) => `${file} is gone`,
  }),
  new Tool({
    name: 'broken',
    description: 'Fails',
    parameters: name,
    execute: () => {
      throw new Error('The disk is on fire')
    },
  }),
  new Tool({
    name: 'never',
    description: 'Does not answer',
    parameters: name,
    timeoutMs: 100,
    execute: () => new Promise(() => {}),
  }),
]

type Conversation = ReturnType<typeof useTogetherChat>

function ToolConversation({ onRender }: { onRender: (conversation: Conversation) => void }) {
  const conversation = useTogetherChat({ id: 'tools', tools, maxSteps: 20 })
  const { messages, toolCalls, status, approveToolCall, rejectToolCall } = conversation
  onRender(conversation)
  const row = ({ key, name: tool, status: state }: ToolCallState) => (
    <li key={key} data-tool={tool} data-status={state}>
      {tool}: {state}
      {state === 'awaiting-approval' && (
        <>
          <button type="button" onClick={() => approveToolCall(key)}>
            Allow {tool}
          </button>
          <button type="button" onClick={() => rejectToolCall(key)}>
            Refuse {tool}
          </button>
        </>
      )}
    </li>
  )
  return (
    <main data-status={status}>
      <ol>
        {messages.map(({ id, message, status: state }) => (
          <li key={id} data-role={message.role} data-status={state}>
            {message.text}
          </li>
        ))}
      </ol>
      <ul>{toolCalls.map(row)}</ul>
    </main>
  )
}

/** A named conversation with tools, whose whole tree can be taken away and put back. */
export function toolConversation(baseUrl: string) {
  const registry = createChatRegistry()
  let root: Root | null = null
  let latest: Conversation | null = null
  const onRender = (conversation: Conversation) => {
    latest = conversation
  }
  const conversation = () => latest ?? fail()
  return {
    mount() {
      root = createRoot(document.getElementById('app') as HTMLElement)
      root.render(
        <TogetherProvider baseUrl={baseUrl} registry={registry}>
          <ToolConversation onRender={onRender} />
        </TogetherProvider>,
      )
    },
    unmount() {
      root?.unmount()
    },
    send: (text: string) => void conversation().sendMessage(text),
    dicts: () => conversation().messages.map(({ message }) => message.toDict()),
    /** As another page gets it, which it is posted to. */
    exported: (): ChatExport => structuredClone(conversation().export()),
    import: (data: ChatExport) => conversation().import(data),
  }
}

function fail(): never {
  throw new Error('Mount the conversation first.')
}
