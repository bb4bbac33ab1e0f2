import { isRecord } from './isRecord.js'
import type { AllowedTools } from './options.js'
import { Refusal } from './refusal.js'

/** Checks number and names of the tools, and what chooses among them. */
export function checkTools(body: Record<string, unknown>, allowed: AllowedTools, most: number): void {
  const { tools, tool_choice, function_call } = body
  if (isPresent(tools) && !(Array.isArray(tools) && tools.length <= most)) {
    throw new Refusal(400, 'invalid_tools', `tools must be a list of at most ${most}.`)
  }
  if (allowed === true) return
  for (const tool of Array.isArray(tools) ? tools : []) checkName(nameOf(tool), allowed)
  for (const choice of [tool_choice, function_call]) checkChoice(choice, allowed)
}

function checkChoice(choice: unknown, allowed: AllowedTools): void {
  if (!isPresent(choice) || choice === 'none') return
  if (allowed !== false && typeof choice === 'string') return
  checkName(nameOf(choice), allowed)
}

function checkName(name: string | null, allowed: AllowedTools): void {
  if (Array.isArray(allowed) && name !== null && allowed.includes(name)) return
  throw new Refusal(
    400,
    'tools_not_allowed',
    allowed === false
      ? 'The relay passes no tools.'
      : `The relay passes these tools only: ${[allowed].flat().join(', ')}.`,
  )
}

/** The name of `{ type: 'function', function: { name } }`, or of the older `{ name }`. */
function nameOf(tool: unknown): string | null {
  if (!isRecord(tool)) return null
  if (isRecord(tool.function)) return typeof tool.function.name === 'string' ? tool.function.name : null
  return tool.type === undefined && typeof tool.name === 'string' ? tool.name : null
}

function isPresent(value: unknown): boolean {
  return value !== undefined && value !== null
}
