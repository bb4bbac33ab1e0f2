import type { Answer } from './answer.js'
import { codeAnswers } from './codeAnswers.js'
import { guideAnswers } from './guideAnswers.js'
import { languageAnswers } from './languageAnswers.js'
import { longAnswers } from './longAnswers.js'
import { proseAnswers } from './proseAnswers.js'
import { shortAnswers } from './shortAnswers.js'

const answers: readonly Answer[] = [
  ...shortAnswers,
  ...proseAnswers,
  ...codeAnswers,
  ...guideAnswers,
  ...languageAnswers,
  ...longAnswers,
]

/** An answer for the user's text; the same seed gives the same one, and each choice of a request gets another. */
export function chooseAnswer(userText: string, seed: number, choice: number): string {
  const matching = bestMatches(userText)
  const others = answers.filter((answer) => !answer.onlyWhenAsked && !matching.includes(answer))
  const candidates = [...rotated(matching, seed), ...rotated(others, seed)]
  return candidates[choice % candidates.length]?.text ?? ''
}

/** What a reasoning model mutters before it answers; longer with more effort. */
export function chooseReasoning(userText: string, seed: number, effort: string | null | undefined): string {
  const subject = userText.trim().replaceAll(/\s+/g, ' ').slice(0, 80)
  const sentences = [
    `The user says: "${subject}".`,
    'I should find out what they really need before I answer.',
    seed % 2 === 0
      ? 'A short introduction and then the details seems right.'
      : 'The point should come first, the reasons after it.',
    'Let me check for something that is easy to get wrong here.',
    'Nothing stands out, but an example would make it clearer.',
    'I will keep it as brief as the question allows.',
  ]
  const count = effort === 'low' ? 2 : effort === 'high' || effort === 'max' ? sentences.length : 4
  return sentences.slice(0, count).join(' ')
}

/** The answers with the most keywords in the text. */
function bestMatches(userText: string): Answer[] {
  const scores = answers.map(({ keywords }) => keywords.filter((keyword) => mentions(userText, keyword)).length)
  const best = Math.max(...scores)
  return best === 0 ? [] : answers.filter((_, index) => scores[index] === best)
}

function rotated(list: readonly Answer[], seed: number): Answer[] {
  const start = list.length > 0 ? seed % list.length : 0
  return [...list.slice(start), ...list.slice(0, start)]
}

function mentions(text: string, keyword: string): boolean {
  const at = ` ${text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, ' ')} `
  return at.includes(/^[a-z ]+$/.test(keyword) ? ` ${keyword} ` : keyword)
}
