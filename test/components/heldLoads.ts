import { vi } from 'vitest'

type Module = typeof import('../../src/components/kit/createLoaded.js')

/** Asked before each part which is loaded: what it throws fails the load, and what it promises is waited for. */
export const load = vi.fn<() => Promise<void> | void>()

/** `createLoaded.js` with such loads, for `vi.mock`: the modules themselves cannot fail in a test which has them, too. */
export async function heldLoads(original: () => Promise<unknown>): Promise<Module> {
  const { createLoaded } = (await original()) as Module
  return {
    createLoaded: (get) =>
      createLoaded(async () => {
        await load()
        return get()
      }),
  }
}
