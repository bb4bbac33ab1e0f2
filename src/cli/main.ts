import type { Environment } from './flags.js'
import { readRelayCommand } from './readRelayCommand.js'
import { type Host, serveRelay } from './serveRelay.js'
import { usage } from './usage.js'

/**
 * Runs the command line.
 *
 * @returns the exit code: 0 when it did what was asked, 1 when that failed, 2 when it was asked wrongly.
 */
export async function main(args: readonly string[], environment: Environment, host: Host): Promise<0 | 1 | 2> {
  if (args.includes('--help') || args.includes('-h')) {
    host.write(usage)
    return 0
  }
  const [command, ...rest] = args
  if (command !== 'relay') return refuse([unknown(command)], host)
  const { command: asked, problems } = readRelayCommand(rest, environment)
  return problems ? refuse(problems, host) : serveRelay(asked, host)
}

function unknown(command: string | undefined): string {
  return command === undefined
    ? 'No command was given: the one there is, is relay.'
    : 'There is no such command: the one there is, is relay.'
}

function refuse(problems: readonly string[], host: Host): 2 {
  const lines = problems.map((problem) => `- ${problem}\n`).join('')
  host.writeError(`together-react cannot start.\n${lines}\nnpx together-react relay --help says what it takes.\n`)
  return 2
}
