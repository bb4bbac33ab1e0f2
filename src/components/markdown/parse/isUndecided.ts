import type { Leaf } from './leaves.js'

const containers = /^[\s>]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)*/
const marks = /^[-=+*_#~`|:>\s]*$/
const number = /^\d{1,9}[.)]?$/
const taskBox = /^\[[ xX]?\]?\s*$/
const fence = /^(?:`{3,}[^`]*|~{3,}.*)$/

/**
 * Whether the start of a line can still become marks of one kind or another: a rule, a fence, a table's delimiters, a
 * list's next item. It is held back until it is clear, instead of being shown as something that it turns out not to be.
 */
export function isUndecided(line: string, leaf: Leaf | null): boolean {
  if (leaf?.type === 'code' && leaf.fence) {
    const rest = line.replace(/^[\s>]+/, '').trimEnd()
    return rest === leaf.fence.character.repeat(rest.length)
  }
  const container = containers.exec(line)?.[0] ?? ''
  const rest = line.slice(container.length)
  return marks.test(rest) || number.test(rest) || fence.test(rest) || (container !== '' && taskBox.test(rest))
}
