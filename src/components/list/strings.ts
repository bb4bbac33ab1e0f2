import { createDayName } from './dayName.js'

/** The words between the days of a list. */
export interface DayStrings {
  /** Names a day: "today" (0 days ago), "yesterday", or the date of `time`, in ms since 1970. */
  readonly dayName: (time: number, daysAgo: number) => string
}

/** Its English words. A chat which is given no words names its days in the language of the page around. */
export const englishDays: DayStrings = { dayName: createDayName('en') }
