import type { StreamingChunk, Usage } from '../core/index.js'
import type { Ending } from './ending.js'

/** Says what all replies used so far. A symbol: whoever is given the chunk may clone it. */
export const usageNow: unique symbol = Symbol()

/** A chunk of one of several replies which were asked for by requests of their own. */
export interface OwnChunk extends StreamingChunk {
  /** With the last one: how this reply ended; the others go on. */
  readonly ending?: Ending
  readonly [usageNow]?: () => Usage
}

/** Whether it says nothing: a role's announcement, usage, an end. */
export function isEmptyChunk({ content, reasoning, toolCalls }: StreamingChunk): boolean {
  return content === '' && reasoning === null && toolCalls === null
}
