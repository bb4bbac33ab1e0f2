import { isRecord } from '../../core/isRecord.js'
import type { AllowedTools } from '../options/options.js'
import { Refusal } from '../refusal.js'
import { isPresent, isRecordOf } from '../values.js'

/**
 * Checks number, kind and names of the tools, and what chooses among them. A tool of another kind than a function may
 * name a server, which Together AI would call.
 */
export function checkTools(body: Record<string, unknown>, allowed: AllowedTools, most: number): void {
  const { tools, tool_choice, function_call } = body
  if (isPresent(tools) && !(Array.isArray(tools) && tools.length <= most)) {
    throw invalid(`tools must be a list of at most ${most}.`)
  }
  for (const tool of Array.isArray(tools) ? tools : []) checkName(nameIn(tool, ['type', 'function']), allowed)
  checkChoice(tool_choice, nameIn(tool_choice, ['type', 'function', 'id', 'index']), allowed)
  checkChoice(function_call, isRecordOf(function_call, ['name']) ? nameOf(function_call) : null, allowed)
}

function checkChoice(choice: unknown, name: string | null, allowed: AllowedTools): void {
  if (!isPresent(choice) || choice === 'none') return
  if (allowed === false || typeof choice !== 'string') checkName(name, allowed)
}

function checkName(name: string | null, allowed: AllowedTools): void {
  if (allowed === true) {
    if (name !== null) return
    throw invalid('Tools are functions, as { type: "function", function: { name } }, and nothing else.')
  }
  if (Array.isArray(allowed) && name !== null && allowed.includes(name)) return
  throw new Refusal(
    400,
    'tools_not_allowed',
    allowed === false
      ? 'The relay passes no tools.'
      : `The relay passes these tools only: ${[allowed].flat().join(', ')}.`,
  )
}

/** The name in `{ type: 'function', function: { name } }`, null with other keys than these. */
function nameIn(tool: unknown, keys: readonly string[]): string | null {
  return isRecordOf(tool, keys) && tool.type === 'function' ? nameOf(tool.function) : null
}

function nameOf(value: unknown): string | null {
  return isRecord(value) && typeof value.name === 'string' ? value.name : null
}

function invalid(message: string): Refusal {
  return new Refusal(400, 'invalid_tools', message)
}
