/** One entry of the simulator's corpus. */
export interface Answer {
  /** Words in the user's message which ask for this answer. */
  keywords: readonly string[]
  /** Markdown. */
  text: string
  /** Left out when no keyword matches: answers which make sense only when asked for. */
  onlyWhenAsked?: boolean | undefined
}
