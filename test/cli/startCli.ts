import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { env, execPath } from 'node:process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

type Line = { event: string } & Record<string, unknown>

/** `together-react` in a process of its own. */
export interface Cli {
  /** The next line of its log with this event, also one which is there already. */
  line(event: string): Promise<Line>
  lines(event: string): readonly Line[]
  /** Everything that it wrote. */
  output(): string
  signal(name: NodeJS.Signals): void
  /** Its exit code; null when a signal killed it. */
  exited: Promise<number | null>
}

const runner = fileURLToPath(new URL('runCli.mjs', import.meta.url))

/** Starts it with these arguments, and with no more variables of ours than these; killed when the test ends. */
export function startCli(args: readonly string[], variables: Record<string, string> = {}): Cli {
  const { TOGETHER_API_KEY, TOGETHER_BASE_URL, ...others } = env
  const child = spawn(execPath, [runner, ...args], {
    env: { ...others, ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const closed = once(child, 'close')
  const exited = closed.then(([code]) => code as number | null)
  let output = ''
  const lines: Line[] = []
  child.stderr.on('data', (data) => {
    output += data
  })
  createInterface(child.stdout).on('line', (text) => {
    output += `${text}\n`
    if (text.startsWith('{')) lines.push(JSON.parse(text))
    child.emit('line')
  })
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await closed
  })
  return {
    async line(event) {
      for (;;) {
        const found = lines.find((line) => line.event === event)
        if (found) return found
        const more = await Promise.race([once(child, 'line'), exited.then(() => null)])
        if (!more && !lines.some((line) => line.event === event)) throw new Error(`No "${event}" in:\n${output}`)
      }
    },
    lines: (event) => lines.filter((line) => line.event === event),
    output: () => output,
    signal: (name) => void child.kill(name),
    exited,
  }
}
