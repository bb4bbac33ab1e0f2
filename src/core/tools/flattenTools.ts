import { isBranded } from '../brand.js'
import { refuse } from '../http/TogetherError.js'
import { kindOf } from '../messages/kindOf.js'
import { isTool } from './isTool.js'
import type { AnyTool } from './Tool.js'
import type { Toolset } from './Toolset.js'

export const toolsetBrand: unique symbol = Symbol.for('together-react.Toolset')

/** Whether `value` is a Toolset. */
export function isToolset(value: unknown): value is Toolset {
  return isBranded(value, toolsetBrand)
}

/** Tools as every input takes them: a list of tools and toolsets, or one toolset. */
export type Tools = readonly (AnyTool | Toolset)[] | Toolset

/** All tools of `tools` in order. Throws `invalid-argument` for a wrong shape and for two of one name. */
export function flattenTools(tools: Tools | null | undefined): AnyTool[] {
  if (tools === null || tools === undefined) return []
  if (!isToolset(tools) && !Array.isArray(tools)) return notTools(tools)
  const flat = [...tools].flatMap((item) => {
    if (isToolset(item)) return [...item]
    return isTool(item) ? [item] : notTools(item)
  })
  refuseDuplicates(flat)
  return flat
}

function notTools(value: unknown): never {
  return refuse(`tools must be a Toolset or a list of tools and toolsets; ${kindOf(value)} is none.`)
}

/** Refuses two tools of one name. */
export function refuseDuplicates(tools: readonly AnyTool[]): void {
  const names = tools.map(({ name }) => name)
  const twice = [...new Set(names.filter((name, place) => names.indexOf(name) !== place))]
  if (twice.length > 0) refuse(`Duplicate tool names found: ${twice.join(', ')}.`)
}
