/**
 * Processor time of this process so far, in ms. Everything measured is bound by it, and other work on the machine
 * disturbs it less than the time on the wall. It counts the collector's and the compiler's threads too.
 */
export function cpuMs() {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}
