import { cleanText } from '../markdown/cleanText.js'
import { shortModelName } from '../meta/shortModelName.js'
import type { ChatStrings } from '../strings/ChatStrings.js'
import type { ChoiceStrings } from './strings.js'
import type { ChoiceFacts } from './useChoiceFacts.js'

/** What each choice is called: by its number, or by its model where they are by different ones. */
export function choiceNames(choices: readonly Pick<ChoiceFacts, 'model'>[], words: ChoiceStrings): string[] {
  const known = new Set(choices.flatMap(({ model }) => model ?? []))
  const names = choices.map(({ model }) => (model && known.size > 1 ? cleanText(shortModelName(model)) : null))
  return names.map((name, index) => {
    const place = index + 1
    if (name === null) return words.choice(place)
    const isAlone = names.filter((other) => other === name).length === 1
    return isAlone ? name : words.choiceByModel(place, name)
  })
}

/** Names an option for who cannot see its column: "Choice 2, 312 tokens, stop". */
export function optionName(choice: ChoiceFacts, name: string, words: ChoiceStrings & ChatStrings): string {
  const { status, tokens, finishReason } = choice
  const end = status === 'complete' ? finishReason : words.choiceState(status)
  const facts = [tokens && words.tokens(tokens), end && cleanText(end)]
  return words.choiceOption(
    name,
    facts.filter((fact) => typeof fact === 'string'),
  )
}
