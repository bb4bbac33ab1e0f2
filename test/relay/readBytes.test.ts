import { describe, expect, it } from 'vitest'
import { readBytes } from '../../src/relay/readBytes.js'

const KiB = 1024
const MiB = KiB * KiB
const never = new AbortController().signal

/** A stream of single bytes, each of which is a view of a packet of its own; `onChunk` is told at each. */
function singleBytes(count: number, onChunk: () => void = () => {}): ReadableStream<Uint8Array> {
  let sent = 0
  return new ReadableStream({
    pull(controller) {
      if (sent === count) return controller.close()
      sent += 1
      onChunk()
      controller.enqueue(new Uint8Array(64 * KiB).fill(sent % 256, 0, 1).subarray(0, 1))
    },
  })
}

describe('readBytes', () => {
  it('keeps the bytes, and not the packets in which they came', { timeout: 30_000 }, async () => {
    const before = process.memoryUsage().arrayBuffers
    let most = 0
    const watch = () => {
      most = Math.max(most, process.memoryUsage().arrayBuffers - before)
    }
    const bytes = await readBytes(singleBytes(16 * KiB, watch), MiB, never)
    expect(bytes).toEqual(Uint8Array.from({ length: 16 * KiB }, (_, at) => (at + 1) % 256))
    expect(most).toBeLessThan(512 * MiB) // of 1,024 MiB which came
  })

  it('takes as many as the limit says, and not one more', async () => {
    expect((await readBytes(singleBytes(5000), 5000, never)).byteLength).toBe(5000)
    await expect(readBytes(singleBytes(5001), 5000, never)).rejects.toThrow(RangeError)
    expect((await readBytes(singleBytes(0), 0, never)).byteLength).toBe(0)
  })

  it('ends when the signal aborts, before or while it waits, and closes the stream', async () => {
    let closed = 0
    const cancel = () => {
      closed += 1
    }
    const silent = () => new ReadableStream<Uint8Array>({ cancel })
    await expect(readBytes(silent(), 5, AbortSignal.abort('late'))).rejects.toBe('late')
    const controller = new AbortController()
    const reading = readBytes(silent(), 5, controller.signal)
    controller.abort('late')
    await expect(reading).rejects.toBe('late')
    expect(closed).toBe(2)
  })
})
