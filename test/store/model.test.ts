import fc from 'fast-check'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { preload } from '../../src/core/index.js'
import { canContinue, canRegenerate, type ThreadMessage } from '../../src/store/index.js'
import { tick } from './chat.js'
import { type Answer, later } from './model/server.js'
import { createWorld, type Setup, unstable, type World } from './model/world.js'

/** MODEL_RUNS and MODEL_SEED change them; a failure prints its seed and the shortest schedule. */
const runs = Number(process.env.MODEL_RUNS ?? 1000)
const seed = Number(process.env.MODEL_SEED ?? 20_261_121)

const calls = fc.array(
  fc.record({
    tool: fc.constantFrom('quick', 'slow', 'hanging', 'broken', 'asked', 'answered', 'constructor'),
    text: fc.oneof({ weight: 5, arbitrary: fc.constant(undefined) }, fc.constantFrom('{"request":', '{}', '', '[]')),
    hasId: fc.boolean(),
  }),
  { maxLength: 3 },
)

const answer: fc.Arbitrary<Answer> = fc.record({
  kind: fc.oneof(
    { weight: 6, arbitrary: fc.constant('whole' as const) },
    fc.constantFrom('cut', 'reset', 'malformed', 'error', 'silent', 'status', 'headless'),
  ),
  words: fc.nat(6),
  calls: fc.oneof(fc.constant([]), calls),
  finish: fc.constantFrom('stop', 'stop', 'length'),
  status: fc.constantFrom(500, 429, 400),
  after: fc.nat(8),
})

const setup: fc.Arbitrary<Setup> = fc.record({
  answers: fc.array(answer, { minLength: 1, maxLength: 8 }),
  whenBusy: fc.constantFrom('queue', 'queue', 'interrupt', 'refuse'),
  maxSteps: fc.constantFrom(2, 8),
})

type Verb = (world: World, pick: number) => unknown

const verbs: Record<string, Verb> = {
  send: ({ chat, nextText, call }) => call(() => chat.sendMessage(nextText())),
  'send twice': ({ chat, nextText, call }) => {
    call(() => chat.sendMessage(nextText()))
    call(() => chat.sendMessage(nextText()))
  },
  stop: ({ chat, call }) => call(() => chat.stop()),
  edit: ({ chat, nextText, call }, pick) => {
    const message = pickOf(
      nodesOf(chat).filter(({ message: { role } }) => role === 'user'),
      pick,
    )
    if (message) call(() => chat.editMessage(message.id, nextText()))
  },
  regenerate: ({ chat, call, restarts }, pick) => {
    const message = pickOf(
      nodesOf(chat).filter(({ id }) => canRegenerate(chat.store.getState(), id)),
      pick,
    )
    if (message) restarts()
    if (message) call(() => chat.regenerate({ messageId: message.id }))
  },
  retry: ({ chat, call, restarts }, pick) => {
    const message = pickOf(nodesOf(chat), pick)
    if (message) restarts()
    if (message) call(() => chat.retry(pick % 2 === 0 ? undefined : message.id))
  },
  continue: ({ chat, call, restarts }, pick) => {
    const { id } =
      pickOf(
        nodesOf(chat).filter((node) => canContinue(chat.store.getState(), node.id)),
        pick,
      ) ?? {}
    if (id !== undefined) restarts()
    if (id !== undefined) call(() => chat.continueMessage(id))
  },
  delete: ({ chat, call }, pick) => {
    const message = pickOf(nodesOf(chat), pick)
    if (message) call(() => chat.deleteMessage(message.id))
  },
  select: ({ chat, call }, pick) => {
    const message = pickOf(nodesOf(chat), pick)
    if (message) call(() => chat.selectSibling(message.id))
  },
  'clear an error': ({ chat, call }) => call(() => chat.clearError()),
  'take out of the queue': ({ chat, call }, pick) => {
    const queued = pickOf(chat.view().queue, pick)
    if (queued) call(() => chat.removeQueued(queued.id))
  },
  'answer a call': ({ chat, call }, pick) => {
    const key = pickOf(chat.store.getState().toolCalls, pick)?.key
    if (key !== undefined) call(() => chat.addToolResult({ key, result: { pick }, error: pick % 3 === 0 }))
  },
  approve: ({ chat, call }, pick) => {
    const key = waiting(chat, pick)
    if (key !== undefined) call(() => chat.approveToolCall(key, { always: pick % 4 === 0 }))
  },
  reject: ({ chat, call }, pick) => {
    const key = waiting(chat, pick)
    if (key !== undefined) call(() => chat.rejectToolCall(key, 'no'))
  },
  reload: ({ call, reload }) => call(reload),
  clear: ({ chat, call, replaced }) => {
    call(() => chat.clear())
    replaced()
  },
  'write down': ({ chat }) => expect(unstable(chat)).toEqual([]),
  wait: async (_, pick) => {
    for (let turn = 0; turn < pick % 12; turn++) await later()
  },
  'wait long': async ({ chat }) => {
    for (let turn = 0; turn < 100 && chat.view().run.phase !== 'idle'; turn++)
      await (chat.view().run.phase === 'retry-wait' ? tick(2) : later())
  },
}

const often = [
  ...['send', 'send', 'send', 'wait', 'wait', 'wait', 'wait long', 'wait long', 'wait long', 'wait long', 'wait long'],
  ...['answer a call', 'answer a call', 'approve', 'approve', 'reject', 'retry', 'continue', 'regenerate'],
]

class Step implements fc.AsyncCommand<object, World> {
  readonly #name: string
  readonly #pick: number

  constructor(name: string, pick: number) {
    this.#name = name
    this.#pick = pick
  }

  check(): boolean {
    return true
  }

  async run(_: object, world: World): Promise<void> {
    await verbs[this.#name]?.(world, this.#pick)
    world.check()
  }

  toString(): string {
    return `${this.#name} ${this.#pick}`
  }
}

const steps = fc.commands(
  [...often, ...Object.keys(verbs)].map((name) => fc.nat(99).map((pick) => new Step(name, pick))),
  { maxCommands: 50, size: 'max' },
)

beforeAll(async () => {
  vi.stubGlobal('requestAnimationFrame', setImmediate)
  vi.stubGlobal('cancelAnimationFrame', clearImmediate)
  await preload()
})

afterAll(() => {
  vi.unstubAllGlobals()
})

it(`holds over ${runs} schedules of verbs and faults`, { timeout: runs * 200 + 10_000 }, async () => {
  const property = fc.asyncProperty(setup, steps, async (given, schedule) => {
    const world = createWorld(given)
    await fc.asyncModelRun(() => ({ model: {}, real: world }), schedule)
    await world.finish()
  })
  await fc.assert(property, { numRuns: runs, seed })
})

function nodesOf({ store }: World['chat']): ThreadMessage[] {
  return [...store.getState().tree.nodes.values()]
}

function waiting({ store }: World['chat'], pick: number): string | undefined {
  return pickOf(
    store.getState().toolCalls.filter(({ status }) => status === 'awaiting-approval'),
    pick,
  )?.key
}

function pickOf<T>(list: readonly T[], pick: number): T | undefined {
  return list[pick % Math.max(1, list.length)]
}
