/** The words of the list of keys. */
export interface HelpStrings {
  readonly helpTitle: string
  readonly helpClose: string
  /** Where keys do what follows. */
  readonly helpInField: string
  readonly helpInList: string
  readonly helpEverywhere: string
  readonly helpSend: string
  readonly helpNewLine: string
  readonly helpStop: string
  readonly helpMove: string
  readonly helpEnds: string
  readonly helpEnter: string
  readonly helpLeave: string
  readonly helpScroll: string
  readonly helpReview: string
  readonly helpOpen: string
}

export const englishHelp: HelpStrings = {
  helpTitle: 'Keys',
  helpClose: 'Close',
  helpInField: 'In the text box',
  helpInList: 'In the list of messages',
  helpEverywhere: 'Everywhere in the chat',
  helpSend: 'Send the message',
  helpNewLine: 'New line',
  helpStop: 'Stop the answer',
  helpMove: 'Previous and next message',
  helpEnds: 'First and last message',
  helpEnter: 'Go into the message',
  helpLeave: 'Come out of it',
  helpScroll: 'Scroll a page',
  helpReview: 'Go to the tool call which waits',
  helpOpen: 'Show these keys',
}
