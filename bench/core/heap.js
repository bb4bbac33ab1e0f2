import { setTimeout as wait } from 'node:timers/promises'
import { runOurs } from './contenders/ours.js'

/**
 * What a run keeps: chunks are watched by weak references, once while the run is still open at its last token, and once
 * with only the reply kept. Needs `--expose-gc`.
 * @param {import('./inputs.js').Input} input
 */
export async function measureHeap(input) {
  if (!globalThis.gc) throw new Error('The heap check needs node --expose-gc.')
  await runOurs(input, () => {})
  /** @type {WeakRef<object>[]} */
  const chunks = []
  const before = await heapKiB()
  let heldAtEnd = 0
  let aliveAtEnd = 0
  const { replies } = await runOurs(input, async (chunk) => {
    chunks.push(new WeakRef(chunk))
    if (chunks.length < input.events) return
    heldAtEnd = (await heapKiB()) - before
    aliveAtEnd = alive(chunks)
  })
  await heapKiB()
  const aliveAfter = alive(chunks)
  const delivered = chunks.length
  chunks.length = 0
  const heldAfter = (await heapKiB()) - before
  const textBytes = new TextEncoder().encode(replies[0]?.text ?? '').length
  return {
    delivered,
    aliveAtEnd,
    aliveAfter,
    heldAtEnd,
    heldAfter,
    heldOnceRead: (await heapKiB()) - before,
    textBytes,
  }
}

/** A weak reference holds its target until the task ends, so the collection waits for the next one. */
async function heapKiB() {
  for (let turn = 0; turn < 3; turn++) {
    await wait(1)
    globalThis.gc?.()
  }
  return process.memoryUsage().heapUsed / 1024
}

/** @param {WeakRef<object>[]} references */
function alive(references) {
  return references.filter((reference) => reference.deref() !== undefined).length
}
