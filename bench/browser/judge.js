import { contenders, dropIn, floor, playground } from './contenders.js'
import { createMarks } from './createMarks.js'
import {
  burst,
  earlier2000,
  earlier10000,
  long,
  middle,
  mount200,
  scenarios,
  short,
  slow,
  slowPlayground,
  windowTokens,
} from './scenarios.js'

const peers = contenders.filter(({ kind, isCombined, isExtra }) => kind === 'peer' && !isCombined && !isExtra)
const defaults = peers.filter(({ isDefault }) => isDefault)
const reactMarkdown = defaults.filter(({ page }) => page === 'ai-sdk-react-markdown')
const twoFramesMs = 2000 / 60

/**
 * Our drop-in against what is promised, as far as it was measured. The best peer is the one which does best in that row,
 * with whichever of its settings.
 *
 * @param {import('./results.js').Results} results
 * @returns {import('./createMarks.js').Mark[]}
 */
export function judge(results) {
  const { marks, atMost, atMostOfBest, nearFloor, upTo } = createMarks(results)
  const streamed = scenarios.filter(({ tokens, slowdown = 1 }) => tokens > 0 && slowdown === 1)
  const paced = streamed.filter(({ rate }) => rate > 0)

  atMostOfBest('CPU', [long, dropIn, 'cpu'], 0.6, "the best peer's", peers)
  atMostOfBest('CPU', [middle, dropIn, 'cpu'], 0.8, "the best peer's", peers)
  atMostOfBest('CPU', [short, dropIn, 'cpu'], 0.9, "the best peer's", peers)
  atMost('CPU', [short, dropIn, 'cpu'], 1.4, "the floor's", [short, floor, 'cpu'])
  for (const scenario of streamed)
    atMostOfBest('CPU', [scenario, dropIn, 'cpu'], 0.5, "the best peer's by default", defaults)
  atMostOfBest('start to final paint', [burst, dropIn, 'startToPaint'], 0.35, "react-markdown's", reactMarkdown)

  upTo('no task above 50 ms', [long, dropIn, 'longestTask'], 50)
  nearFloor("dropped frames as few as the floor's", [long, dropIn, 'dropped'], 0)
  for (const scenario of [short, middle, long])
    nearFloor("key press to paint within 5 ms of the floor's", [scenario, dropIn, 'keys'], 5)
  atMost('key press to paint', [slow, dropIn, 'keys'], 2, "the floor's", [slow, floor, 'keys'])
  atMost('key press to paint', [slowPlayground, playground, 'keys'], 2, "the floor's", [slowPlayground, floor, 'keys'])
  for (const scenario of paced)
    nearFloor(
      "last byte to final paint at most two frames above the floor's",
      [scenario, dropIn, 'lastByteToPaint'],
      twoFramesMs,
    )
  const what = `script of the last ${windowTokens} tokens`
  atMost(what, [long, dropIn, 'lastScript'], 1.3, "the first's", [long, dropIn, 'firstScript'])

  atMost('CPU', [earlier2000, dropIn, 'cpu'], 1.4, "an empty thread's", [short, dropIn, 'cpu'])
  atMostOfBest('CPU', [earlier2000, dropIn, 'cpu'], 0.35, "the best peer's", peers)
  nearFloor("key press to paint within 8 ms of the floor's", [earlier2000, dropIn, 'keys'], 8)
  atMostOfBest('mount', [earlier2000, dropIn, 'mount'], 0.1, "the best peer's", peers)
  atMost('mount', [earlier2000, dropIn, 'mount'], 1.5, 'that of 200', [mount200, dropIn, 'mount'])

  /** @type {[string, import('./results.js').Metric][]} */
  const growing = [
    ['CPU', 'cpu'],
    ['key press to paint', 'keys'],
    ['mount', 'mount'],
  ]
  for (const [what, metric] of growing)
    atMost(what, [earlier10000, dropIn, metric], 1.2, 'that with 2,000', [earlier2000, dropIn, metric])
  for (const scenario of [earlier2000, earlier10000])
    atMostOfBest('heap', [scenario, dropIn, 'heap'], 0.5, "the best peer's", peers)
  return marks
}
