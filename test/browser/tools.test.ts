import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, inject, it, vi } from 'vitest'
import { ChatMessage } from '../../src/core/index.js'
import { type ChatExport, createChat, createTogetherTransport } from '../../src/store/index.js'
import { reply, type SimulatedToolCall } from '../../src/testing/index.js'
import { closedAfterwards, launchChromium } from '../setup/browser.js'
import { startUpstream } from './upstream.js'

interface WireMessage {
  role: string
  content: unknown
  tool_calls?: { id: string; function: { name: string; arguments: string } }[]
  tool_call_id?: string
}

const steps = 20
/** The model repeats its ids, as models do: the history must not. */
const add = (step: number): SimulatedToolCall => ({ id: 'call_0', name: 'add', arguments: { a: step, b: 1 } })
const named = (name: string): SimulatedToolCall => ({ name, arguments: { name: `of ${name}` } })
/** What the model asks for in its steps, from 1; in the others it adds. */
const special: Record<number, SimulatedToolCall[]> = {
  3: [named('slow_lookup'), add(3)],
  6: [named('delete_file')],
  9: [named('broken')],
  12: [named('never')],
}

/** From here on the components are gone for two steps: slow enough that it is known when they went. */
const leavesAt = 14

const upstream = await closedAfterwards(
  startUpstream({
    tokensPerSecond: 400,
    script: ({ body, turn }) => {
      const step = (body.messages ?? []).filter(({ tool_calls }) => tool_calls).length + 1
      if (turn > 1) return reply('The conversation goes on.')
      if (step >= steps) return reply('All twenty steps are done.')
      const pace = step >= leavesAt ? { tokensPerSecond: 40 } : {}
      return reply({ text: `Step ${step}.`, toolCalls: special[step] ?? [add(step)], ...pace })
    },
  }),
)
const browser = await closedAfterwards(launchChromium())
let page: Page
let dicts: Record<string, unknown>[]
let exported: ChatExport
let requestsWhileAway = 0

/** The real page, played once through all steps. */
beforeAll(async () => {
  page = await browser.newPage()
  await page.goto(inject('labUrl'))
  await page.evaluate((url) => Object.assign(window, { tools: window.lab.toolConversation(url) }), upstream.url)
  await drive('mount')
  await page.locator('main').waitFor({ state: 'attached' })
  await drive('send', 'Work in twenty steps')

  await page.getByRole('button', { name: 'Allow delete_file' }).click()
  await untilSent(leavesAt)
  await drive('unmount')
  const before = sent()
  await untilSent(before + 2)
  requestsWhileAway = sent() - before
  await drive('mount')
  await page.getByText('All twenty steps are done.').waitFor()
  await page.locator('main[data-status="ready"]').waitFor()
  dicts = await page.evaluate(() => window.tools.dicts())
  exported = await page.evaluate(() => window.tools.exported())
}, 60_000)

const sent = () => upstream.requests.length
const untilSent = (count: number) =>
  vi.waitFor(() => expect(sent()).toBeGreaterThanOrEqual(count), { timeout: 30_000, interval: 5 })
const messagesOf = (place: number) => upstream.requests.at(place)?.body.messages as WireMessage[]

async function drive(verb: 'mount' | 'unmount' | 'send', text = ''): Promise<void> {
  await page.evaluate(([name, input]) => window.tools[name](input), [verb, text] as const)
}

/** What Together AI and its models ask of a history: each call is answered right after it, in order, under one id. */
function problemsOf(messages: readonly WireMessage[]): string[] {
  const problems: string[] = []
  const ids = messages.flatMap(({ tool_calls }) => tool_calls ?? []).map(({ id }) => id)
  if (new Set(ids).size < ids.length) problems.push(`ids repeat: ${ids.join(' ')}`)
  if (ids.some((id) => !id)) problems.push('a call has no id')
  let open: string[] = []
  for (const [place, { role, tool_calls, tool_call_id, content }] of messages.entries()) {
    if (role !== 'tool' && open.length > 0) problems.push(`${place}: calls without an answer: ${open.join(' ')}`)
    if (role !== 'tool') open = (tool_calls ?? []).map(({ id }) => id)
    else if (open.shift() !== tool_call_id) problems.push(`${place}: answers ${tool_call_id} out of order`)
    if (role === 'tool' && typeof content !== 'string') problems.push(`${place}: a result is no text`)
  }
  return open.length > 0 ? [...problems, `calls without an answer at the end: ${open.join(' ')}`] : problems
}

describe('a conversation of twenty steps with tools, in a page', () => {
  it('asks twenty times, and goes on while its components are gone', () => {
    expect(upstream.requests.length).toBe(steps)
    expect(requestsWhileAway).toBeGreaterThanOrEqual(2)
  })

  it('ends every call in the state it deserves', () => {
    const statuses = exported.toolCalls.map(({ name, status }) => `${name} ${status}`)
    expect(statuses.filter((line) => line !== 'add done')).toEqual([
      'slow_lookup done',
      'delete_file done',
      'broken failed',
      'never failed',
    ])
    expect(exported.toolCalls).toHaveLength(steps)
    const failures = exported.toolCalls.filter(({ error }) => error !== null).map(({ error }) => error)
    expect(failures).toEqual(['Error: The disk is on fire', 'The tool did not answer within 0.1 s.'])
  })

  it('runs two calls of one reply at the same time', () => {
    const [slow, fast] = exported.toolCalls.slice(2, 4)
    expect([slow?.name, fast?.name]).toEqual(['slow_lookup', 'add'])
    expect(fast?.startedAt).toBeLessThan(slow?.finishedAt ?? 0)
    expect(fast?.finishedAt).toBeLessThan(slow?.finishedAt ?? 0)
  })

  it('sends a history which is valid for the API in every step', () => {
    for (const { body } of upstream.requests) expect(problemsOf(body.messages as WireMessage[])).toEqual([])
    const results = messagesOf(-1).filter(({ role }) => role === 'tool')
    expect(results).toHaveLength(steps) // 19 steps, one of them with two calls
    expect(results[2]?.content).toBe('of slow_lookup: found')
    expect(results[3]?.content).toBe('{"sum": 4}')
  })

  it('comes through Haystack dicts unchanged', () => {
    const read = JSON.parse(JSON.stringify(dicts)).map((dict: object) => ChatMessage.fromDict(dict).toDict())
    expect(read).toEqual(dicts)
    expect(dicts.map(({ role }) => role)).toEqual(exported.messages.map(({ message }) => message.role))
    expect(problemsOf(dicts.map((dict) => ChatMessage.fromDict(dict).toOpenAI()) as unknown as WireMessage[])).toEqual(
      [],
    )
  })

  it('comes through export, structuredClone and import unchanged', () => {
    const copy = createChat({ id: exported.id, transport: createTogetherTransport() })
    copy.import(exported)
    expect(copy.export()).toEqual(exported)
    expect(copy.view().messages.map(({ message }) => message.toDict())).toEqual(dicts)
    expect(copy.view().usage).toMatchObject({ requests: steps, atLeast: false })
  })

  it('goes on from the import, and the simulator takes the whole history', async () => {
    await page.evaluate((data) => window.tools.import(data), exported)
    await drive('send', 'And now?')
    await page.getByText('The conversation goes on.').waitFor()
    await page.locator('main[data-status="ready"]').waitFor()
    expect(messagesOf(-1)).toEqual([
      ...messagesOf(steps - 1),
      { role: 'assistant', content: 'All twenty steps are done.' },
      { role: 'user', content: 'And now?' },
    ])
    expect(problemsOf(messagesOf(-1))).toEqual([])
  })
})

declare global {
  interface Window {
    tools: ReturnType<typeof window.lab.toolConversation>
  }
}
