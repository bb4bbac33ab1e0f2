import { isDeepStrictEqual } from 'node:util'
import { type AnyTool, isTogetherError, Tool } from '../../../src/core/index.js'
import {
  type Chat,
  type ChatOptions,
  type ChatState,
  createChat,
  createTogetherTransport,
  type Tree,
} from '../../../src/store/index.js'
import { transitions } from '../../../src/store/runPhases.js'
import { childIds, createTree } from '../../../src/store/tree.js'
import { type Answer, createModelServer, later, type Served } from './server.js'

export interface Setup {
  answers: readonly Answer[]
  whenBusy: ChatOptions['whenBusy']
  maxSteps: number
}

/** A conversation with its server, and everything which has to hold at any time. */
export interface World {
  chat: Chat
  /** The next text to send: no two are the same. */
  nextText(): string
  /** Calls a verb; what it promises has to come. */
  call(verb: () => unknown): void
  /** Notes that requests may now be made again. */
  restarts(): void
  /** Everything was replaced: what was counted before counts no more. */
  replaced(): void
  /** Reads what is written now, as after a reload: what came since the last frame is lost. */
  reload(): void
  check(): void
  /** Stops whatever goes on, waits for every promise, and looks at the end. */
  finish(): Promise<void>
}

export function createWorld({ answers, whenBusy, maxSteps }: Setup): World {
  const server = createModelServer(answers)
  const problems: string[] = []
  const open = new Set<Promise<unknown>>()
  const ran = new Map<string, number>()
  const chat = createChat({
    transport: createTogetherTransport({
      baseUrl: 'https://relay.test/v1',
      fetch: server.fetch as never,
      maxRetries: 1,
    }),
    tools: toolsOf((request, index) => {
      const key = `${request}:${index}`
      ran.set(key, (ran.get(key) ?? 0) + 1)
      if (ran.get(key) !== 1) problems.push(`the tool of call ${key} ran twice`)
      const state = chat.store
        .getState()
        .toolCalls.find((each) => isDeepStrictEqual(each.arguments, { request, index }))
      if (state?.status !== 'running') problems.push(`the tool of call ${key} ran while it was ${state?.status}`)
      if (!server.served[request]?.isFinished) problems.push(`a tool ran before request ${request} was finished`)
    }),
    whenBusy,
    maxSteps,
  })
  let texts = 0
  let restarts = 0
  let forgotten = 0
  let isReloading = false

  chat.store.subscribe((state, before) => {
    const [from, to] = [before.run.phase, state.run.phase]
    if (from !== to && !Object.values(transitions[from]).includes(to)) problems.push(`a run went from ${from} to ${to}`)
    problems.push(...problemsOf(state, server.served))
    if (!isReloading) problems.push(...lostIn(before, state))
  })

  function check(): void {
    const attempts = chat.store.getState().ledger.reduce((sum, record) => sum + record.attempts, 0)
    const made = server.served.length - forgotten
    if (made > attempts) problems.push(`${made} requests, but ${attempts} in the ledger`)
    for (const problem of doubledIn(server.served, restarts)) problems.push(problem)
    const all = [...problems, ...server.problems]
    if (all.length > 0) throw new Error([...new Set(all)].join('\n'))
  }

  return {
    chat,
    nextText: () => `u${texts++}`,
    call(verb) {
      try {
        const result = verb()
        if (!(result instanceof Promise)) return
        const settled = result.catch((error) => problems.push(`a verb rejected: ${error}`))
        open.add(settled)
        void settled.then(() => open.delete(settled))
      } catch (error) {
        if (!isTogetherError(error) || error.code !== 'busy') problems.push(`a verb threw: ${error}`)
      }
    },
    restarts() {
      restarts += 1
    },
    replaced() {
      forgotten = server.served.length
    },
    reload() {
      isReloading = true
      chat.import(structuredClone(chat.export()))
      isReloading = false
    },
    check,
    async finish() {
      for (let turn = 0; turn < 1000 && (open.size > 0 || chat.view().run.phase !== 'idle'); turn++) {
        if (turn % 10 === 0) chat.stop()
        await later()
      }
      if (open.size > 0) problems.push(`${open.size} promises are open`)
      if (chat.view().run.phase !== 'idle') problems.push(`the run is ${chat.view().run.phase}`)
      if (chat.view().queue.length > 0) problems.push('something waits')
      const shown = chat.export()
      for (let turn = 0; turn < 5; turn++) await later()
      if (!isDeepStrictEqual(chat.export(), shown)) problems.push('something came after the end')
      problems.push(...unstable(chat))
      check()
    },
  }
}

/** An export which is read and written again has to be the same. */
export function unstable(chat: Chat): string[] {
  const first = chat.export()
  const copy = createChat({ id: chat.id, transport: { stream: () => ({}) as never } })
  copy.import(structuredClone(first))
  const second = copy.export()
  return isDeepStrictEqual(second, first)
    ? []
    : [`an export changed: ${JSON.stringify(first)} ${JSON.stringify(second)}`]
}

function toolsOf(onRun: (request: number, index: number) => void): AnyTool[] {
  const parameters = {
    type: 'object',
    properties: { request: { type: 'number' }, index: { type: 'number' } },
    required: ['request', 'index'],
  } as const
  const noted = (then: () => unknown) => (args: { request: number; index: number }) => {
    onRun(args.request, args.index)
    return then()
  }
  const tool = (name: string, execute?: () => unknown, needsApproval = false) =>
    new Tool({ name, description: name, parameters, needsApproval, execute: execute && noted(execute) })
  return [
    tool('quick', () => 'ok'),
    tool('slow', () =>
      later()
        .then(later)
        .then(() => ({ done: true })),
    ),
    tool('hanging', () => new Promise(() => {})),
    tool('broken', () => Promise.reject(new Error('no'))),
    tool('asked', () => 'allowed', true),
    tool('answered'),
  ]
}

const finalStatuses: readonly string[] = ['done', 'failed', 'rejected', 'invalid', 'aborted']

function problemsOf({ tree, run, toolCalls }: ChatState, served: readonly Served[]): string[] {
  const problems: string[] = []
  if (!isDeepStrictEqual(derivedOf(tree), derivedOf(createTree([...tree.nodes.values()], tree.head))))
    problems.push('the tree is not what follows from its messages')
  const users = new Set<string | null>()
  if (tree.head !== null && !tree.nodes.has(tree.head)) problems.push('the head is gone')
  for (const { message, status, parentId } of tree.nodes.values()) {
    if (parentId !== null && !tree.nodes.has(parentId)) problems.push('a parent is gone')
    if (message.role === 'user') {
      if (users.has(message.text)) problems.push(`${message.text} is in the thread twice`)
      users.add(message.text)
    }
    if (message.role === 'assistant') problems.push(...wrongText(message.text ?? '', status, served))
    if (run.phase === 'idle' && (status === 'pending' || status === 'streaming'))
      problems.push(`a reply is ${status} without a run`)
  }
  for (const { status, messageId } of toolCalls) {
    const reply = tree.nodes.get(messageId)
    if (!reply) problems.push('a call has no message')
    if (run.phase === 'idle' && reply?.status !== 'complete' && !finalStatuses.includes(status))
      problems.push(`a call is ${status} in a reply which is ${reply?.status}`)
    if (run.phase === 'idle' && (status === 'running' || status === 'streaming'))
      problems.push(`a call is ${status} without a run`)
  }
  return problems
}

/** What a tree keeps up to date beside its messages, and that the visible ones are shown where they are. */
function derivedOf(tree: Tree) {
  const { path, messages, shown, nodes } = tree
  const parents = [null, ...nodes.keys()]
  const isShown = path.every((id) => shown.get(nodes.get(id)?.parentId ?? '') === id)
  return {
    path,
    ids: messages.map(({ id }) => id),
    messages: messages.every((each) => nodes.get(each.id) === each),
    children: parents.map((id) => childIds(tree, id)),
    isOneOfThem: parents.every((id) => childIds(tree, id).includes(shown.get(id ?? '') ?? '') || !shown.has(id ?? '')),
    isShown,
  }
}

/** What was shown of a reply stays. */
function lostIn(before: ChatState, { tree }: ChatState): string[] {
  return [...before.tree.nodes.values()].flatMap(({ id, message }) => {
    const now = tree.nodes.get(id)
    const isKept = !now || now.message.text === message.text || now.message.text?.startsWith(message.text ?? '')
    return isKept ? [] : [`"${message.text}" became "${now.message.text}"`]
  })
}

/** A reply says what the server sent, or the beginning of it; a continued one what several requests brought. */
function wrongText(text: string, status: string, served: readonly Served[]): string[] {
  const parts = text.split(/(?=r\d+:)/).filter((part) => part !== '')
  const problems = parts
    .filter((part) => !sourceOf(part, served)?.text.startsWith(part))
    .map((part) => `the server never sent "${part}"`)
  const last = parts.at(-1)
  if (status !== 'complete') return problems
  const source = last === undefined ? undefined : sourceOf(last, served)
  if (!source?.isFinished) problems.push(`"${text}" is complete, but the server did not say so`)
  else if (source.text !== last) problems.push(`"${text}" is complete, but not whole`)
  return problems
}

function sourceOf(part: string, served: readonly Served[]): Served | undefined {
  return served[Number(/^r(\d+):/.exec(part)?.[1] ?? -1)]
}

/** A text is in no request twice, and asked with once, but for what was asked again. */
function doubledIn(served: readonly Served[], restarts: number): string[] {
  const asked = new Map<unknown, number>()
  const problems: string[] = []
  for (const { messages, isRetried } of served) {
    for (const { content, tool_calls: calls } of messages) {
      const from =
        calls &&
        sourceOf(
          String(content)
            .split(/(?=r\d+:)/)
            .at(-1) ?? '',
          served,
        )
      if (from && !from.isFinished) problems.push(`calls of "${content}" were sent back, but it was not finished`)
    }
    const users = messages.filter(({ role }) => role === 'user').map(({ content }) => content)
    if (new Set(users).size < users.length) problems.push('a request holds a message twice')
    const last = messages.at(-1)
    if (last?.role === 'user' && !isRetried) asked.set(last.content, (asked.get(last.content) ?? 0) + 1)
  }
  for (const [text, times] of asked) if (times > 1 + restarts) problems.push(`${text} was asked ${times} times`)
  return problems
}
