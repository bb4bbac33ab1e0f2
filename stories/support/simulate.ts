import type { SimulatorStep } from '../../src/testing/index.js'

/** Answers which are there at once. */
export const fast = { tokensPerSecond: Number.POSITIVE_INFINITY }

/** Parameters of a story whose requests are answered by these steps, one after the other. */
export function simulate(...script: SimulatorStep[]) {
  return { together: { ...fast, script } }
}
