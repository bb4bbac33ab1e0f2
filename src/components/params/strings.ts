import { mostStops, type NumberRange, type ParameterName } from './parameters.js'

/** The words of `ParamsPanel`. */
export interface ParameterStrings {
  /** Names the panel. */
  readonly samplingParameters: string
  readonly parameterName: (name: ParameterName) => string
  readonly parameterHelp: (name: ParameterName) => string
  /** What can be entered. */
  readonly parameterRange: (range: NumberRange) => string
  /** Said when something else was entered. */
  readonly parameterProblem: (range: NumberRange) => string
  /** Stands where a parameter is unset: the model's own value is taken. */
  readonly parameterDefault: string
  readonly parameterChoice: (name: ParameterName, choice: string | boolean) => string
  readonly resetParameter: (name: ParameterName) => string
  readonly resetParameters: string

  readonly stopText: (place: number) => string
  readonly addStop: string
  readonly removeStop: (place: number) => string
}

export const englishParameters: ParameterStrings = {
  samplingParameters: 'Sampling parameters',
  parameterName: (name) => names[name],
  parameterHelp: (name) => helps[name],
  parameterRange: (range) => `${sentence(rangeText(range))}.`,
  parameterProblem: (range) => `Enter ${rangeText(range)}.`,
  parameterDefault: 'Default',
  parameterChoice: (_, choice) => choices[String(choice)] ?? String(choice),
  resetParameter: (name) => `Reset ${names[name]}`,
  resetParameters: 'Reset all',

  stopText: (place) => `Stop text ${place}`,
  addStop: 'Add a stop text',
  removeStop: (place) => `Remove stop text ${place}`,
}

const names: Readonly<Record<ParameterName, string>> = {
  temperature: 'Temperature',
  top_p: 'Top P',
  top_k: 'Top K',
  min_p: 'Min P',
  max_tokens: 'Maximum tokens',
  repetition_penalty: 'Repetition penalty',
  presence_penalty: 'Presence penalty',
  frequency_penalty: 'Frequency penalty',
  stop: 'Stop texts',
  seed: 'Seed',
  n: 'Number of answers',
  logprobs: 'Log probabilities',
  reasoning_effort: 'Reasoning effort',
  reasoning: 'Reasoning',
}

const helps: Readonly<Record<ParameterName, string>> = {
  temperature: 'Low is predictable, high is varied.',
  top_p: 'Only the likeliest tokens which together have this probability.',
  top_k: 'Only so many of the likeliest tokens; without it, all.',
  min_p: 'Only tokens which have at least this share of the likeliest one’s probability.',
  max_tokens: 'How long an answer may become.',
  repetition_penalty: 'Above 1, what was already there becomes less likely.',
  presence_penalty: 'Above 0, the model turns to new subjects.',
  frequency_penalty: 'Above 0, the model repeats the same words less.',
  stop: `The answer ends before one of these, up to ${mostStops}. \\n is a new line.`,
  seed: 'The same seed gives the same answer again, as far as the model can.',
  n: 'Answers to choose from. Each is paid for.',
  logprobs: 'For how many of the likeliest tokens probabilities are sent.',
  reasoning_effort: 'How long a model which can reason thinks before it answers.',
  reasoning: 'Whether a model which can do both thinks before it answers.',
}

const choices: Readonly<Record<string, string>> = {
  low: 'Low',
  medium: 'Medium',
  high: 'High',
  true: 'On',
  false: 'Off',
}

function rangeText({ isWhole, min, max }: NumberRange): string {
  const kind = isWhole ? 'a whole number' : 'a number'
  if (min !== null && max !== null) return `${kind} from ${min} to ${max}`
  if (min !== null) return `${kind} of at least ${min}`
  return max === null ? kind : `${kind} of at most ${max}`
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
