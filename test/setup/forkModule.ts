import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { env } from 'node:process'
import { fileURLToPath } from 'node:url'

const runner = fileURLToPath(new URL('runModule.mjs', import.meta.url))

/** A module which runs in a process of its own. */
export interface ForkedModule<Message> {
  process: ChildProcess
  /** The first message which it sent. */
  message: Message
  /** Kills it without asking, if it still runs. */
  close(): Promise<void>
}

/** Runs a TypeScript module in a process of its own until it sends its first message. */
export async function forkModule<Message>(
  module: URL,
  variables: Record<string, string> = {},
): Promise<ForkedModule<Message>> {
  const child = fork(runner, [fileURLToPath(module)], { env: { ...env, NODE_ENV: 'test', ...variables } })
  const exited = once(child, 'exit')
  const message = await Promise.race([
    once(child, 'message').then(([first]) => first as Message),
    exited.then(([code]) => {
      throw new Error(`${module.pathname} ended with ${code} before it said anything.`)
    }),
  ])
  return {
    process: child,
    message,
    async close() {
      child.kill('SIGKILL')
      await exited
    },
  }
}
