import { refuse } from '../http/TogetherError.js'
import { asDict, type Dict } from '../messages/dict.js'
import { kindOf } from '../messages/kindOf.js'
import type { Registry } from './registry.js'
import { type AnyTool, isTool, Tool } from './Tool.js'

const brand = Symbol.for('together-react.Toolset')
const dictType = 'haystack.tools.toolset.Toolset'

/** Several tools under one name each. */
export class Toolset implements Iterable<AnyTool> {
  readonly #tools: AnyTool[] = []

  /** Throws `invalid-argument` for anything but tools, and for two of one name. */
  constructor(tools: readonly AnyTool[] = []) {
    if (!Array.isArray(tools)) refuse(`A Toolset takes a list of tools, got ${kindOf(tools)}.`)
    for (const tool of tools) this.add(tool)
  }

  /** Adds a tool, or all of another toolset. */
  add(tool: AnyTool | Toolset): void {
    const added = isToolset(tool) ? [...tool] : [tool]
    if (!added.every(isTool)) refuse(`Only tools can be added to a Toolset, got ${kindOf(tool)}.`)
    refuseDuplicates([...this.#tools, ...added])
    this.#tools.push(...added)
  }

  /** How many tools there are. */
  get size(): number {
    return this.#tools.length
  }

  /** Haystack's dict. Throws `serialization` when a function has no import path. */
  toDict(): Dict {
    return { type: dictType, data: { tools: this.#tools.map((tool) => tool.toDict()) } }
  }

  /** Reads Haystack's dict; `registry` has the functions by import path. Throws `serialization`. */
  static fromDict(dict: object, registry: Registry = {}): Toolset {
    const { type, data } = asDict(dict, 'A toolset', 'serialization')
    if (type !== dictType) refuse(`A toolset of the type ${kindOf(type)} cannot be read.`, 'serialization')
    const { tools } = asDict(data, "A toolset's data", 'serialization')
    if (!Array.isArray(tools)) refuse('A toolset needs a list of tools.', 'serialization')
    return new Toolset(tools.map((tool) => Tool.fromDict(tool, registry)))
  }

  [Symbol.iterator](): Iterator<AnyTool> {
    return this.#tools[Symbol.iterator]()
  }
}

Object.defineProperty(Toolset.prototype, brand, { value: true })

/** Whether `value` is a Toolset. */
export function isToolset(value: unknown): value is Toolset {
  return typeof value === 'object' && value !== null && (value as Record<symbol, unknown>)[brand] === true
}

/** Tools as every input takes them: a list of tools and toolsets, or one toolset. */
export type Tools = readonly (AnyTool | Toolset)[] | Toolset

/** All tools of `tools` in order. Throws `invalid-argument` for a wrong shape and for two of one name. */
export function flattenTools(tools: Tools | null | undefined): AnyTool[] {
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

function refuseDuplicates(tools: readonly AnyTool[]): void {
  const names = tools.map(({ name }) => name)
  const twice = [...new Set(names.filter((name, place) => names.indexOf(name) !== place))]
  if (twice.length > 0) refuse(`Duplicate tool names found: ${twice.join(', ')}. Give each tool a name of its own.`)
}

/** Tools as a generator's dict has them: a lone toolset is flattened, as in Haystack; none are null. */
export function toolsToDict(tools: Tools | null | undefined): Dict[] | null {
  const list = [...(tools ?? [])]
  return list.length === 0 ? null : list.map((tool) => tool.toDict())
}

/** Reads what {@link toolsToDict} and Haystack write: a list of tools and toolsets, or one toolset. */
export function toolsFromDict(value: unknown, registry: Registry): Tools | null {
  const read = (item: unknown) => {
    const dict = asDict(item, 'A serialized tool', 'serialization')
    return dict.type === dictType ? Toolset.fromDict(dict, registry) : Tool.fromDict(dict, registry)
  }
  if (value === null || value === undefined) return null
  return Array.isArray(value) ? value.map(read) : Toolset.fromDict(asDict(value, '`tools`', 'serialization'), registry)
}
