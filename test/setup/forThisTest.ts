import { onTestFinished } from 'vitest'

/** Something which one test uses, such as a server or a process: it is closed when the test has ended. */
export async function forThisTest<Thing extends { close(): unknown }>(
  starting: Thing | Promise<Thing>,
): Promise<Thing> {
  const thing = await starting
  onTestFinished(async () => {
    await thing.close()
  })
  return thing
}
