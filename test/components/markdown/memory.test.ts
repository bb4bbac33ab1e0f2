import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, it } from 'vitest'
import { createMarkdownReader } from '../../../src/components/markdown/parse/createMarkdownReader.js'
import { longAnswer } from './longAnswer.js'

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

function heapMiB(): number {
  collect()
  return process.memoryUsage().heapUsed / 2 ** 20
}

// Each frame brings the whole text again. A block which keeps a part of it would keep all of that frame's.
it('keeps no earlier text alive', () => {
  const whole = longAnswer(160_000)
  const reader = createMarkdownReader()
  const before = heapMiB()
  const shown: unknown[] = []
  let text = ''
  for (let length = 130; length < whole.length; length += 130) {
    text += whole.slice(text.length, length)
    text.charCodeAt(0) // makes one string of it, as showing it does
    shown.push(reader.read(text, true).blocks.at(-1)) // React keeps what it showed before the last time
  }
  expect(reader.read(text).blocks.length).toBeGreaterThan(10)
  expect(heapMiB() - before).toBeLessThan(20)
})
