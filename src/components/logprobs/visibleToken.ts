import { cleanText } from '../markdown/cleanText.js'

const signs: Readonly<Record<string, string>> = {
  ' ': '␣',
  '\n': '⏎',
  '\r': '␍',
  '\t': '⇥',
  '\u00a0': '⍽',
}

/** No model has longer ones, in characters. */
const longestShown = 200

/** A token on its own, with signs for its white space; '' when there is nothing to see. */
export function visibleToken(text: string): string {
  return cleanText(text.slice(0, longestShown)).replace(/[ \n\r\t\u00a0]/g, (space) => signs[space] ?? space)
}
