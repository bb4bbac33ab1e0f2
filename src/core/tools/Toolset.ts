import { addBrand } from '../brand.js'
import { refuse } from '../http/TogetherError.js'
import { asDict, type Dict } from '../messages/dict.js'
import { kindOf } from '../messages/kindOf.js'
import { isToolset, refuseDuplicates, type Tools, toolsetBrand } from './flattenTools.js'
import { isTool } from './isTool.js'
import type { Registry } from './registry.js'
import { type AnyTool, Tool } from './Tool.js'

const dictType = 'haystack.tools.toolset.Toolset'

/** Several tools under one name each. */
export class Toolset implements Iterable<AnyTool> {
  readonly #tools: AnyTool[] = []

  /** Throws `invalid-argument` for anything but tools, and for two of one name. */
  constructor(tools: readonly AnyTool[] = []) {
    if (!Array.isArray(tools)) refuse(`A Toolset takes a list of tools, got ${kindOf(tools)}.`)
    addBrand(this, toolsetBrand)
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
