import { once } from 'node:events'
import { forkModule } from '../../setup/forkModule.js'
import type { RelayProcessSettings } from './relayProcess.js'

/** A relay in a process of its own. */
export interface RelayProcess {
  origin: string
  /** Bytes of memory which it uses now. */
  rss(): Promise<number>
  /** Kills it. */
  close(): Promise<void>
}

/** Starts one, and waits until it listens. */
export async function startRelayProcess(settings: RelayProcessSettings): Promise<RelayProcess> {
  const module = new URL('relayProcess.ts', import.meta.url)
  const { process, message, close } = await forkModule<string>(module, { RELAY: JSON.stringify(settings) })
  return {
    origin: message,
    async rss() {
      const answered = once(process, 'message')
      process.send('memory')
      return Number(((await answered) as unknown[])[0])
    },
    close,
  }
}
