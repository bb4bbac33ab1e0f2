/** One line of JSON with the time, for stdout; whatever a value holds, it stays one line. */
export function logLine(event: string, fields: object): string {
  return `${JSON.stringify({ time: new Date().toISOString(), event, ...fields })}\n`
}
