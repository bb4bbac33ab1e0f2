/**
 * @typedef {object} Scenario
 * @property {string} name
 * @property {number} earlier  messages which are there when the page is mounted
 * @property {number} tokens  of the answer; 0 measures the mount alone
 * @property {number} rate  tokens a second; 0 as fast as possible
 * @property {number} [slowdown]  so many times slower is the processor while the answer streams
 * @property {readonly string[]} [pages]  those which are measured, where it is not all
 * @property {boolean} [peersOnce]  peers take so long that they are measured in the first round only
 */

/** @type {Scenario} */
export const short = { name: '2,000 tokens at 500/s', earlier: 0, tokens: 2000, rate: 500 }
/** @type {Scenario} */
export const middle = { name: '10,000 tokens at 2,000/s', earlier: 0, tokens: 10_000, rate: 2000 }
/** @type {Scenario} */
export const long = { name: '40,000 tokens at 2,000/s', earlier: 0, tokens: 40_000, rate: 2000 }
/** @type {Scenario} */
export const burst = { name: '40,000 tokens as fast as possible', earlier: 0, tokens: 40_000, rate: 0 }
/** @type {Scenario} */
export const mount200 = { name: 'mount of 200 earlier messages', earlier: 200, tokens: 0, rate: 0 }
/** @type {Scenario} */
export const earlier2000 = {
  name: '2,000 earlier messages, then 2,000 tokens at 500/s',
  earlier: 2000,
  tokens: 2000,
  rate: 500,
}
/** @type {Scenario} */
export const earlier10000 = {
  name: '10,000 earlier messages, then 2,000 tokens at 500/s',
  earlier: 10_000,
  tokens: 2000,
  rate: 500,
  peersOnce: true,
}

/** @type {Scenario} */
export const slow = {
  name: '2,000 tokens at 200/s, processor 4 times slower',
  earlier: 0,
  tokens: 2000,
  rate: 200,
  slowdown: 4,
  peersOnce: true,
}

/** @type {Scenario} */
export const slowPlayground = {
  name: 'playground: 2,000 tokens at 200/s, processor 4 times slower',
  pages: ['floor', 'playground'],
  earlier: 0,
  tokens: 2000,
  rate: 200,
  slowdown: 4,
}

export const scenarios = [short, middle, long, burst, mount200, earlier2000, earlier10000, slow, slowPlayground]

/** Whether a contender is measured in a scenario. @param {Scenario} scenario @param {import('./contenders.js').Contender} contender */
export function isIn({ pages }, { page, isGuest = false }) {
  return pages ? pages.includes(page) : !isGuest
}

/** How many tokens at each end of the longest answer are compared for growth. */
export const windowTokens = 1000

/** Where the page's script time is read during the answer. @param {Scenario} scenario */
export function milestonesOf({ tokens, rate }) {
  return tokens === long.tokens && rate > 0 ? [0, windowTokens, tokens - windowTokens, tokens] : []
}
