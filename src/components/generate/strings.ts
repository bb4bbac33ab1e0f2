/** The words of `GenerateBox`. */
export interface GenerateStrings {
  /** Names the form where it has no title. */
  readonly generateForm: string
  readonly generatePrompt: string
  readonly generatePlaceholder: string
  readonly generateHint: string
  readonly generateSystemPrompt: string
  readonly generate: string

  readonly generateResults: string
  readonly generateResult: (place: number, count: number) => string
  /** What all results of a request used together. */
  readonly generateRequest: string
  /** `words` are those of all results. */
  readonly announceResults: (count: number, words: number) => string
}

export const englishGenerate: GenerateStrings = {
  generateForm: 'Generate text',
  generatePrompt: 'Prompt',
  generatePlaceholder: 'Write a prompt',
  generateHint: 'Enter generates, Shift and Enter make a new line, Escape stops.',
  generateSystemPrompt: 'System prompt',
  generate: 'Generate',

  generateResults: 'Results',
  generateResult: (place, count) => (count === 1 ? 'Result' : `Result ${place} of ${count}`),
  generateRequest: 'All results together',
  announceResults: (count, words) =>
    `${count === 1 ? 'Result' : `${count} results`} ready, ${words.toLocaleString('en')} ${words === 1 ? 'word' : 'words'}`,
}
