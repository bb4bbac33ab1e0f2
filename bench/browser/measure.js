import { setTimeout as wait } from 'node:timers/promises'
import { pressKeys } from './pressKeys.js'
import { installProbe } from './probe.js'
import { milestonesOf } from './scenarios.js'

/** @typedef {import('./contenders.js').Contender} Contender */
/** @typedef {import('./scenarios.js').Scenario} Scenario */

/**
 * What one run of a page gave. Times are in ms, heaps in MB. A run which took longer than it may has only `timedOut`.
 *
 * @typedef {object} Sample
 * @property {string} [timedOut]
 * @property {number} [mount]  until the end of the thread is painted
 * @property {number} [heapMounted]
 * @property {number} [cpu]  of the main thread, from the send until the page is quiet again
 * @property {number} [script]
 * @property {number} [layout]  style included
 * @property {number} [longTasks]  above 50 ms
 * @property {number} [longestTask]  0 if none was above 50 ms
 * @property {number} [dropped]
 * @property {number} [frames]  there could have been
 * @property {number[]} [keys]  key press to paint
 * @property {number} [startToPaint]
 * @property {number} [lastByteToPaint]
 * @property {number} [commits]
 * @property {number} [heap]
 * @property {number} [firstScript]  of the first tokens
 * @property {number} [lastScript]  of as many at the end
 */

const viewport = { width: 1000, height: 800 }
const frameMs = 1000 / 60
/** What a page still does once the answer is painted belongs to it. */
const settleMs = 300
/** A mount may take this long, and an answer so much longer than it streams, in ms. */
const patienceMs = 90_000

/**
 * Opens the page in a browser context of its own, mounts it, and streams an answer into it.
 *
 * @param {{ browser: import('playwright-core').Browser, server: Awaited<ReturnType<typeof import('./startServer.js').startServer>> }} bench
 * @param {Contender} contender
 * @param {Scenario} scenario
 * @returns {Promise<Sample>}
 */
export async function measure({ browser, server }, contender, scenario) {
  const context = await browser.newContext({ viewport })
  try {
    await context.addInitScript(installProbe)
    const page = await context.newPage()
    page.on('pageerror', (error) => console.error(`${contender.name} throws: ${error.message}`))
    await page.goto(`${server.origin}/${contender.page}/`)
    const devTools = await openDevTools(page)
    const mounted = await mountPage(page, devTools, contender, scenario)
    if (mounted.timedOut || scenario.tokens === 0) return mounted
    return { ...mounted, ...(await streamAnswer(page, devTools, server, scenario)) }
  } finally {
    await context.close()
  }
}

/** @param {import('playwright-core').Page} page */
async function openDevTools(page) {
  const session = await page.context().newCDPSession(page)
  // The processor's time, which other work on the machine disturbs less than the time on the wall.
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  return {
    session,
    /** In seconds and bytes. @returns {Promise<Record<string, number>>} */
    async metrics() {
      const { metrics } = await session.send('Performance.getMetrics')
      return Object.fromEntries(metrics.map(({ name, value }) => [name, value]))
    },
    /** In MB, after a collection. */
    async heap() {
      for (let turn = 0; turn < 2; turn++) await session.send('HeapProfiler.collectGarbage')
      const { usedSize } = await session.send('Runtime.getHeapUsage')
      return usedSize / 1e6
    },
  }
}

/** @typedef {Awaited<ReturnType<typeof openDevTools>>} DevTools */

/** @param {import('playwright-core').Page} page @param {DevTools} devTools @param {Contender} contender @param {Scenario} scenario */
async function mountPage(page, devTools, { options }, { earlier }) {
  await wait(settleMs)
  const call = page.evaluate((given) => /** @type {any} */ (window).__mount(given), { ...options, messages: earlier })
  const mount = await within(patienceMs, call)
  if (mount === null) return { timedOut: `mount over ${patienceMs / 1000} s` }
  await wait(settleMs)
  return { mount, heapMounted: await devTools.heap() }
}

/**
 * @param {import('playwright-core').Page} page
 * @param {DevTools} devTools
 * @param {Awaited<ReturnType<typeof import('./startServer.js').startServer>>} server
 * @param {Scenario} scenario
 * @returns {Promise<Sample>}
 */
async function streamAnswer(page, devTools, server, scenario) {
  const { tokens, rate, slowdown = 1 } = scenario
  const clockOffset = await readClockOffset(page)
  /** @type {Promise<number>[]} */
  const scriptAt = []
  const watch = {
    tokens,
    rate,
    milestones: milestonesOf(scenario),
    onMilestone: () => scriptAt.push(devTools.metrics().then(({ ScriptDuration }) => ScriptDuration)),
    lastByteAt: 0,
  }
  server.watchNext(watch)
  await devTools.session.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
  const before = await devTools.metrics()
  const url = `${server.origin}/${tokens}/${rate}`
  const call = page.evaluate((given) => /** @type {any} */ (window).__probe.run(given), url)
  const typing = rate > 0 ? pressKeys(devTools.session) : null
  const run = await within(patienceMs + (rate > 0 ? (tokens / rate) * 1000 : 0), call)
  typing?.stop()
  await devTools.session.send('Emulation.setCPUThrottlingRate', { rate: 1 })
  if (!run) return { timedOut: `answer ${patienceMs / 1000} s late` }
  await wait(settleMs)
  const after = await devTools.metrics()
  const { keys, frames, longTasks } = await page.evaluate(
    (given) => /** @type {any} */ (window).__probe.read(given),
    run,
  )
  const [first0, first1, last0, last1] = await Promise.all(scriptAt)
  const spent = (/** @type {string} */ name) => (after[name] - before[name]) * 1000
  return {
    cpu: spent('TaskDuration'),
    script: spent('ScriptDuration'),
    layout: spent('LayoutDuration') + spent('RecalcStyleDuration'),
    longTasks: longTasks.length,
    longestTask: Math.max(0, ...longTasks),
    dropped: droppedOf(frames),
    frames: Math.round((run.doneAt - run.startedAt) / frameMs),
    keys,
    startToPaint: run.doneAt - run.startedAt,
    lastByteToPaint: run.doneAt + clockOffset - watch.lastByteAt,
    commits: run.commits,
    heap: await devTools.heap(),
    ...(last1 !== undefined && { firstScript: (first1 - first0) * 1000, lastScript: (last1 - last0) * 1000 }),
  }
}

/** Frames which did not come where the gap between two is longer than one and a half. @param {number[]} frames */
function droppedOf(frames) {
  let dropped = 0
  for (let place = 1; place < frames.length; place++) {
    const gap = (frames[place] - frames[place - 1]) / frameMs
    if (gap > 1.5) dropped += Math.round(gap) - 1
  }
  return dropped
}

/** What is added to the page's time to have this process's, by the quickest of several answers. @param {import('playwright-core').Page} page */
function readClockOffset(page) {
  return page.evaluate(async () => {
    let best = { trip: Number.POSITIVE_INFINITY, offset: 0 }
    for (let turn = 0; turn < 8; turn++) {
      const sentAt = performance.now()
      const serverTime = Number(await (await fetch('/clock')).text())
      const trip = performance.now() - sentAt
      if (trip < best.trip) best = { trip, offset: serverTime - (sentAt + trip / 2) }
    }
    return best.offset
  })
}

/** The value, or null when it comes too late. @template T @param {number} ms @param {Promise<T>} promise @returns {Promise<T | null>} */
async function within(ms, promise) {
  const patience = new AbortController()
  promise.catch(() => {})
  try {
    return await Promise.race([promise, wait(ms, null, { signal: patience.signal })])
  } finally {
    patience.abort()
  }
}
