/** Theme and direction beside those in which the add-on looks at a story. */
export const otherLooks = [
  ['dark', 'ltr'],
  ['light', 'rtl'],
] as const

/** What the tests tell the preview, and it them. */
export const looks = {
  /** The stories run as tests. */
  areTested: false,
  /** How many looks of this story were checked; null for none yet. */
  checked: null as number | 'off' | null,
}
