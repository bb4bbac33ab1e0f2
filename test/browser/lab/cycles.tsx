import { type ReactNode, useEffect } from 'react'
import { createRoot } from 'react-dom/client'
import { TogetherChat } from '../../../src/components/index.js'
import { type Chat, TogetherProvider, useTogetherChat, useTogetherGenerate } from '../../../src/hooks/index.js'

/** What a mounted component can be made to do. */
interface Mounted {
  send(): Promise<unknown>
  stop(): void
  /** Whether something of the reply is shown. */
  hasText(): boolean
}

/** The stores of all cycles' conversations, as far as somebody still holds on to them. */
const conversations = new Set<WeakRef<Chat['store']>>()
const noted = new WeakSet<Chat>()

function note(chat: Chat): void {
  if (noted.has(chat)) return
  noted.add(chat)
  conversations.add(new WeakRef(chat.store))
}

/** How many conversations were made, and how many of them are still there. */
export function countConversations(): { made: number; left: number } {
  const left = [...conversations].filter((conversation) => conversation.deref() !== undefined)
  return { made: conversations.size, left: left.length }
}

interface ProbeProps {
  /** Told once it is mounted, and after each render. */
  onRender(mounted: Mounted): void
}

function ChatProbe({ onRender }: ProbeProps) {
  const { chat, messages, sendMessage, stop } = useTogetherChat()
  useEffect(() => note(chat), [chat])
  useEffect(() => onRender(mountedOf({ messages, sendMessage, stop })))
  return messages.map(({ id, message }) => <p key={id}>{message.text}</p>)
}

function KitProbe({ onRender }: ProbeProps) {
  const { chat, messages, sendMessage, stop } = useTogetherChat()
  useEffect(() => note(chat), [chat])
  useEffect(() => onRender(mountedOf({ messages, sendMessage, stop })))
  return <TogetherChat chat={chat} />
}

function GenerateProbe({ onRender }: ProbeProps) {
  const { replies, generate, stop } = useTogetherGenerate({ generationKwargs: { n: 2 } })
  useEffect(() => {
    const hasText = () => replies.some((reply) => reply !== '')
    onRender({ send: () => generate('Say a few words').catch(() => {}), stop, hasText })
  })
  return replies.join(' | ')
}

function mountedOf({
  messages,
  sendMessage,
  stop,
}: Pick<Chat, 'sendMessage' | 'stop'> & { messages: readonly { message: { role: string; text: string | null } }[] }) {
  const hasText = () => messages.some(({ message }) => message.role === 'assistant' && message.text !== null)
  return { send: () => sendMessage('Say a few words'), stop, hasText }
}

const probes = { chat: ChatProbe, kit: KitProbe, generate: GenerateProbe }

export interface Cycle {
  probe: keyof typeof probes
  /** `leave`: the component goes while its reply streams, which then ends by itself. */
  end: 'finish' | 'stop' | 'leave'
}

/** Mounts a component, sends, ends it in one of three ways, and takes it away again. */
async function runCycle(baseUrl: string, { probe, end }: Cycle): Promise<void> {
  const Probe = probes[probe]
  const container = document.createElement('div')
  document.body.append(container)
  const root = createRoot(container)
  let latest: Mounted | null = null
  let onNext = () => {}
  const rendered = () =>
    new Promise<void>((resolve) => {
      onNext = resolve
    })
  const onRender = (mounted: Mounted) => {
    latest = mounted
    onNext()
  }
  const first = rendered()
  const tree: ReactNode = (
    <TogetherProvider baseUrl={baseUrl}>
      <Probe onRender={onRender} />
    </TogetherProvider>
  )
  root.render(tree)
  await first
  const mounted = () => latest as unknown as Mounted
  const sent = mounted().send()
  if (end !== 'finish') while (!mounted().hasText()) await rendered()
  if (end === 'stop') mounted().stop()
  if (end === 'leave') root.unmount()
  await sent
  root.unmount()
  container.remove()
}

/** Runs cycles one after the other, `count` in all. */
export async function runCycles(baseUrl: string, cycles: readonly Cycle[], count: number): Promise<void> {
  for (let done = 0; done < count; done++) await runCycle(baseUrl, cycles[done % cycles.length] as Cycle)
}
