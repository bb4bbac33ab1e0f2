/** Names days in a language: "today", "yesterday", or the date. `time` is in ms since 1970. Clocks may be a day apart. */
export function createDayName(language: string): (time: number, daysAgo: number) => string {
  return (time, daysAgo) => {
    if (Math.abs(daysAgo) < 2) return new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(-daysAgo, 'day')
    return new Intl.DateTimeFormat(language, { dateStyle: 'long' }).format(time)
  }
}
