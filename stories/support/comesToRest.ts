const stillForMs = 250
const framesStill = 12
const givesUpAfterMs = 10_000

/** Waits until what is read, such as the place of an element, has not changed for a while. */
export async function comesToRest(read: () => number): Promise<void> {
  const startedAt = performance.now()
  let last = read()
  for (
    let still = 0, changedAt = startedAt;
    still < framesStill || performance.now() - changedAt < stillForMs;
    still++
  ) {
    await new Promise(requestAnimationFrame)
    const now = read()
    if (now === last) continue
    if (performance.now() - startedAt > givesUpAfterMs) throw new Error(`It does not come to rest: ${last}, ${now}.`)
    last = now
    changedAt = performance.now()
    still = 0
  }
}
