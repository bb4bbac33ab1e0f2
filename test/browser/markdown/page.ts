// A page with one mounted Markdown in it. It does nothing by itself: the tests drive it through `window.page`.
import '../../../src/components/styles.css'
import {
  afterEachCut,
  afterGrowth,
  cutsOf,
  type Difference,
  halfLinks,
  sampleOf,
  whileGrowing,
} from '../../components/markdown/growth.js'
import { type Mounted, mounted } from '../../components/markdown/mounted.js'
import { createRandom } from '../../components/markdown/random.js'
import { payloads } from './payloads.js'
import { findings } from './rules.js'
import { calls, reports, setTraps } from './traps.js'

export interface Finding {
  name: string
  text: string
  findings: string[]
}

setTraps()
let shown: Mounted | undefined

/** One for all texts. */
function instance(): Mounted {
  shown ??= mounted()
  return shown
}

function show(text: string, isStreaming = false): void {
  instance().show(text, isStreaming)
}

/** Shows each payload whole. */
async function showWhole(texts = payloads): Promise<Finding[]> {
  const found: Finding[] = []
  for (const { name, text } of texts) {
    found.push(...shownFindings(name, text, false))
    await loaded()
  }
  return found
}

/** Shows each payload growing by a few characters, then whole. */
async function showGrowing(seed: number, texts = payloads): Promise<Finding[]> {
  const random = createRandom(seed)
  const found: Finding[] = []
  for (const { name, text } of texts) {
    for (let end = 0; end < text.length; end += 1 + random.integer(7))
      found.push(...shownFindings(name, text.slice(0, end), true))
    found.push(...shownFindings(name, text, false))
    await loaded()
  }
  return found
}

function shownFindings(name: string, text: string, isStreaming: boolean): Finding[] {
  const { container } = instance()
  const before = outside(container)
  show(text, isStreaming)
  const found = findings(container)
  // React puts hints for the browser into the head.
  if (outside(container) !== before) found.push(`the page is ${outside(container)}`)
  return found.length === 0 ? [] : [{ name, text, findings: found }]
}

function outside(container: Element): string {
  const { head, body } = document
  return [head, ...body.children].flatMap((each) => (each === container ? [] : [each.outerHTML])).join('')
}

/** Lets the browser do what a text made it begin: load, fail, tell about it. */
function loaded(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => resolve()
    port2.postMessage(null)
  })
}

/** What the rules find in HTML which was not made by Markdown. */
function findingsIn(html: string): string[] {
  const root = document.createElement('div')
  root.innerHTML = html
  return findings(root)
}

const checks = { afterGrowth, afterEachCut, whileGrowing, halfLinks }

/** The first differences which a check finds in these texts, each cut at so many places. */
function grow(check: keyof typeof checks, texts: readonly string[], most: number): Difference[] {
  const options = { create: mounted, isEqual: Object.is }
  const found: Difference[] = []
  for (const [seed, text] of texts.entries()) {
    const cuts = cutsOf(text, 200, seed)
    found.push(...checks[check](options, text, sampleOf(cuts, most)))
    if (found.length > 3) break
  }
  return found
}

const page = { show, showWhole, showGrowing, findingsIn, grow, payloads, calls, reports }

declare global {
  interface Window {
    page: typeof page
  }
}

window.page = page
