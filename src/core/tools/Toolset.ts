import { refuse } from '../http/TogetherError.js'
import { kindOf } from '../messages/normaliseParts.js'
import { isTool, type Tool } from './Tool.js'

const brand = Symbol.for('together-react.Toolset')

/** Several tools under one name each. */
export class Toolset implements Iterable<Tool> {
  readonly #tools: Tool[] = []

  /** Throws `invalid-argument` for anything but tools, and for two of one name. */
  constructor(tools: readonly Tool[] = []) {
    if (!Array.isArray(tools)) refuse(`A Toolset takes a list of tools, got ${kindOf(tools)}.`)
    for (const tool of tools) this.add(tool)
  }

  /** Adds a tool, or all of another toolset. */
  add(tool: Tool | Toolset): void {
    const added = isToolset(tool) ? [...tool] : [tool]
    if (!added.every(isTool)) refuse(`Only tools can be added to a Toolset, got ${kindOf(tool)}.`)
    refuseDuplicates([...this.#tools, ...added])
    this.#tools.push(...added)
  }

  /** How many tools there are. */
  get size(): number {
    return this.#tools.length
  }

  [Symbol.iterator](): Iterator<Tool> {
    return this.#tools[Symbol.iterator]()
  }
}

Object.defineProperty(Toolset.prototype, brand, { value: true })

/** Whether `value` is a Toolset. */
export function isToolset(value: unknown): value is Toolset {
  return typeof value === 'object' && value !== null && (value as Record<symbol, unknown>)[brand] === true
}

/** Tools as every input takes them: a list of tools and toolsets, or one toolset. */
export type Tools = readonly (Tool | Toolset)[] | Toolset

/** All tools of `tools` in order. Throws `invalid-argument` for a wrong shape and for two of one name. */
export function flattenTools(tools: Tools | null | undefined): Tool[] {
  if (tools === null || tools === undefined) return []
  if (!isToolset(tools) && !Array.isArray(tools))
    refuse(`tools must be a list of tools and toolsets, or a Toolset, got ${kindOf(tools)}.`)
  const flat = [...tools].flatMap((item) => {
    if (isToolset(item)) return [...item]
    return isTool(item) ? [item] : refuse(`Items in the tools list must be tools or toolsets, got ${kindOf(item)}.`)
  })
  refuseDuplicates(flat)
  return flat
}

function refuseDuplicates(tools: readonly Tool[]): void {
  const names = tools.map(({ name }) => name)
  const twice = [...new Set(names.filter((name, place) => names.indexOf(name) !== place))]
  if (twice.length > 0) refuse(`Duplicate tool names found: ${twice.join(', ')}. Give each tool a name of its own.`)
}
