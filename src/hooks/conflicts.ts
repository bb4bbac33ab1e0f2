import type { Chat, ChatOptions } from '../store/index.js'

/** What each user of a conversation asks for, in words which can be compared. */
const asked = new WeakMap<Chat, Map<object, Readonly<Record<string, string>>>>()
const warned = new WeakMap<Chat, Set<string>>()

/** Notes what a user of a conversation asks for, and warns where another one asks for something else. */
export function noteOptions(chat: Chat, user: object, options: Partial<ChatOptions>): () => void {
  const users = asked.get(chat) ?? new Map()
  asked.set(chat, users)
  const own = comparable(options)
  for (const [other, theirs] of users) if (other !== user) warnOf(chat, own, theirs)
  users.set(user, own)
  return () => {
    users.delete(user)
  }
}

function warnOf(chat: Chat, own: Readonly<Record<string, string>>, other: Readonly<Record<string, string>>): void {
  const told = warned.get(chat) ?? new Set()
  warned.set(chat, told)
  for (const [name, value] of Object.entries(own)) {
    if (!value || !other[name] || other[name] === value || told.has(name)) continue
    told.add(name)
    // biome-ignore lint/suspicious/noConsole: a hint for whoever writes the page, in development only
    console.warn(
      `together-react: two components use the chat "${chat.id}" with different values of ${name}. The later one wins. ` +
        'Give the option in one place, or give the chats different ids.',
    )
  }
}

/** Plain values only: functions, tools and schemas written in a render are new ones each time. */
function comparable(options: Partial<ChatOptions>): Record<string, string> {
  const { model, systemPrompt, generationKwargs, toolsStrict, maxSteps, whenBusy, sendReasoning } = options
  const plain = { model, systemPrompt, generationKwargs, toolsStrict, maxSteps, whenBusy, sendReasoning }
  const given = Object.entries(plain).filter(([, value]) => value !== undefined)
  return Object.fromEntries(given.map(([name, value]) => [name, textOf(value)]))
}

/** The same text for the same value, in whatever order its keys are. A value with a cycle has none. */
function textOf(value: unknown): string {
  try {
    return JSON.stringify(value, sorted)
  } catch {
    return ''
  }
}

function sorted(_name: string, value: unknown): unknown {
  if (typeof value === 'bigint') return `${value}n`
  return value instanceof Object ? Object.fromEntries(Object.entries(value).sort()) : value
}
