/** What may look otherwise than it does alone. */
export interface Deviation {
  host: RegExp
  /** The elements, and what is inside of them. */
  within: string
  property: string
  reason: string
}

export const deviations: readonly Deviation[] = [
  {
    host: /^bootstrap/,
    within: 'button[aria-disabled="true"]',
    property: 'cursor',
    reason: 'Bootstrap gives each button which is not disabled a pointer by two classes of specificity.',
  },
]
