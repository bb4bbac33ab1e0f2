/** Milliseconds since 1970 which only go forward: a wall clock which is set does not bend a reply's timing. */
export function now(): number {
  return performance.timeOrigin + performance.now()
}
