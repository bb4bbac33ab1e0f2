import type { ComponentNotes } from './notes.js'

/** What not every chat has. */
export const besideNotes: Readonly<Record<string, ComponentNotes>> = {
  ModelPicker: {
    anatomy: [
      ['tg-model-picker', 'around the button', ['data-open', 'data-disabled']],
      ['tg-model-button', 'the current model'],
      ['tg-models', 'what opens: in the top layer, where no box cuts it'],
      ['tg-models-search', 'the search field'],
      ['tg-models-list', 'the models'],
      ['tg-models-heading', 'who made them'],
      ['tg-model', 'one model', ['data-active', 'data-missing']],
      ['tg-model-facts', 'its context length and price'],
      ['tg-models-status', 'that it loads, that nothing was found, or what failed', ['data-failed']],
    ],
    accessibility: [
      'A button which opens a combobox with a list of options; the focus stays in the search field.',
      'Up and Down open it and go through it, Enter chooses, Escape closes and gives the focus back.',
      'How many models were found is a status: it is said without taking the focus.',
      'A model which is not in the list is still shown, and marked in words.',
    ],
  },
  ParamsPanel: {
    anatomy: [
      ['tg-params', 'a group of controls', ['data-disabled']],
      ['tg-param', 'one parameter', ['data-parameter', 'data-state']],
      ['tg-param-label', 'its name'],
      ['tg-param-number', 'its value, as a number'],
      ['tg-param-slider', 'the same, as a slider', ['data-unset']],
      ['tg-param-choice', 'one of a few values'],
      ['tg-param-stops', 'the texts which end a reply'],
      ['tg-param-help', 'what it does'],
      ['tg-param-problem', 'why a value is not taken'],
      ['tg-params-reset', 'puts all back'],
    ],
    accessibility: [
      'A `fieldset` with a legend; each control has a label and its help as description.',
      'What is not set says "Default", by the slider and by the field.',
      'A value which is not taken is `aria-invalid`; why, is said once it is known.',
    ],
  },
  UsageMeter: {
    anatomy: [
      ['tg-usage', 'the meter', ['data-level', 'data-at-least', 'data-empty']],
      ['tg-usage-meter', 'how much of the context the last request took', ['data-level']],
      ['tg-usage-fill', 'its bar'],
      ['tg-usage-plot', 'the turns, on demand'],
      ['tg-usage-chooser', 'goes from turn to turn'],
      ['tg-usage-bar', 'the tokens of a turn', ['data-series']],
      ['tg-usage-line', 'the cost so far'],
      ['tg-usage-table', 'the same as a table'],
    ],
    accessibility: [
      'The bar is a `meter` whose value is said in words: "12,000 of 131,072 tokens".',
      'The plot has a name, a slider which reads each turn, and the same numbers as a table.',
      'A context which is nearly full is told by words and a sign, not by colour alone.',
    ],
  },
  LogprobText: {
    anatomy: [
      ['tg-logprobs', 'the text with its legend', ['data-state="tokens"', 'data-state="plain"']],
      ['tg-tokens', 'the text'],
      ['tg-token', 'one token', ['data-confidence', 'data-place']],
      ['tg-token-legend', 'what the marks mean'],
      ['tg-token-panel', 'what is known of the token which is pointed at or focused'],
      ['tg-token-alternatives', 'what else could have stood there'],
    ],
    accessibility: [
      'The tokens are one stop of the Tab key; arrows, Home and End move between them.',
      'Each step of confidence has a line of its own: colour alone would not tell.',
      'The text stays one text: it is selected, copied and read as one.',
    ],
  },
  GenerateBox: {
    anatomy: [
      ['tg-generate', 'the box', ['data-status', 'data-error']],
      ['tg-generate-title', 'names the form'],
      ['tg-generate-form', 'the form', ['data-busy']],
      ['tg-generate-field', 'around a text area'],
      ['tg-generate-system', 'the system prompt, on demand'],
      ['tg-results', 'the results, side by side where there is room'],
      ['tg-result', 'one result', ['data-status']],
      ['tg-result-label', 'which of them it is'],
      ['tg-result-actions', 'copies it'],
      ['tg-results-request', 'what all of them took together'],
    ],
    accessibility: [
      'A form with a name, and an article for each result, named "Result 1 of 3".',
      'It speaks once when it begins and once when it ends, however many results there are.',
      'The prompt stays, and so does the focus: to change a word and try again takes two keys.',
    ],
  },
}
