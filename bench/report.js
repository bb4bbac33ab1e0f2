/** @typedef {{ median: number, low: number, high: number }} Spread */

/** @param {readonly number[]} values @returns {Spread} */
export function spreadOf(values) {
  const sorted = [...values].sort((a, b) => a - b)
  return { median: sorted[Math.floor(sorted.length / 2)], low: sorted[0], high: sorted[sorted.length - 1] }
}

/** @param {Spread} spread */
export function span({ median, low, high }) {
  return low === high ? number(median) : `${number(median)} (${number(low)}–${number(high)})`
}

/** @param {number} value */
export function number(value) {
  return value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0)
}

/** @param {readonly string[]} head @param {readonly (readonly string[])[]} rows */
export function markdownTable(head, rows) {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}
