import type { MessageStatus } from '../../store/index.js'

/** The words of `Choices`. */
export interface ChoiceStrings {
  /** Names the options. */
  readonly choices: string
  /** Opens and closes the choices of an answer which the thread went on from. */
  readonly choiceCount: (count: number) => string
  readonly choice: (place: number) => string
  /** One of several by the same model, where others are by another one. */
  readonly choiceByModel: (place: number, model: string) => string
  /** Names an option by what is known of the reply. */
  readonly choiceOption: (name: string, facts: readonly string[]) => string
  /** What became of a reply which is not complete. */
  readonly choiceState: (status: Exclude<MessageStatus, 'complete'>) => string
  /** Names a reply's own scroll region. */
  readonly choiceText: (name: string) => string
  /** Names the tabs, and the region which scrolls sideways. */
  readonly choiceList: string
  readonly choicesApart: string
  readonly pickChoice: string
  /** On the button and the tab of the picked one. */
  readonly choicePicked: string
  readonly announceChoice: (place: number, count: number) => string
  /** All of them are there. */
  readonly announceChoices: (count: number) => string
}

export const englishChoices: ChoiceStrings = {
  choices: 'Choose one to go on with',
  choiceCount: (count) => `${count} choices`,
  choice: (place) => `Choice ${place}`,
  choiceByModel: (place, model) => `Choice ${place}, ${model}`,
  choiceOption: (name, facts) => [name, ...facts].join(', '),
  choiceState: (status) => states[status],
  choiceText: (name) => `Text of ${name}`,
  choiceList: 'Choices',
  choicesApart: 'Scroll apart',
  pickChoice: 'Go on with this one',
  choicePicked: 'Chosen',
  announceChoice: (place, count) => `Choice ${place} of ${count} chosen`,
  announceChoices: (count) => `${count} answers to choose from`,
}

const states: Readonly<Record<Exclude<MessageStatus, 'complete'>, string>> = {
  pending: 'not begun',
  streaming: 'being written',
  stopped: 'stopped',
  interrupted: 'broken off',
  error: 'failed',
}
