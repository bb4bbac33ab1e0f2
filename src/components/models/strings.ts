import { formatContextLength, formatPrice } from './formatModel.js'

/** The words of `ModelPicker`. */
export interface ModelStrings {
  /** Names the button. `name` is null when no model is chosen. */
  readonly modelChosen: (name: string | null) => string
  readonly chooseModel: string
  readonly searchModels: string
  readonly modelList: string
  readonly recommendedModels: string
  readonly otherModels: string

  /** A current model which the server does not list. */
  readonly modelMissing: string
  readonly modelContext: (tokens: number) => string
  /** For a million tokens, in US dollars; null where it is not known, but never both. */
  readonly modelPrice: (input: number | null, output: number | null) => string
  readonly modelFree: string
  /** Says once what all the prices are for. */
  readonly modelPriceUnit: string

  readonly modelsLoading: string
  readonly noModels: string
  readonly noModelFound: (search: string) => string
  readonly modelsFound: (count: number) => string
}

export const englishModels: ModelStrings = {
  modelChosen: (name) => (name === null ? 'Choose a model' : `Model: ${name}`),
  chooseModel: 'Choose a model',
  searchModels: 'Search models',
  modelList: 'Models',
  recommendedModels: 'Recommended',
  otherModels: 'More models',

  modelMissing: 'Not in the list',
  modelContext: (tokens) => `${formatContextLength(tokens)} context`,
  modelPrice: (input, output) =>
    [input !== null && `${formatPrice(input)} in`, output !== null && `${formatPrice(output)} out`]
      .filter(Boolean)
      .join(', '),
  modelFree: 'Free',
  modelPriceUnit: 'Prices are in US dollars for a million tokens.',

  modelsLoading: 'Loading models…',
  noModels: 'There are no models.',
  noModelFound: (search) => `No model matches “${search}”.`,
  modelsFound: (count) => (count === 1 ? '1 model' : `${count} models`),
}
