import type { Environment } from './flags.js'

/** What a variable holds, or what is wrong with its name, each for the flag which names it. */
export type Variable = { value: string; shown: string } | { problem: string }

/**
 * Reads the variable which a flag names. What stands there may be the secret itself, put in the wrong place: so only what
 * looks like a name, and is shorter than a secret may be, is shown.
 */
export function variableOf(name: string, flag: string, example: string, environment: Environment): Variable {
  const isName = /^[A-Z_][A-Z0-9_]*$/.test(name)
  if (!isName)
    return { problem: `--${flag}: give the name of a variable in capitals, as ${example}, never what it holds.` }
  return { value: environment[name] ?? '', shown: name.length < 32 ? `--${flag} ${name}` : `--${flag}` }
}
