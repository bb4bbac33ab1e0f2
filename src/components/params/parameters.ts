/** A sampling parameter of Together AI which the panel knows. */
export type ParameterName =
  | 'temperature'
  | 'top_p'
  | 'top_k'
  | 'min_p'
  | 'max_tokens'
  | 'repetition_penalty'
  | 'presence_penalty'
  | 'frequency_penalty'
  | 'stop'
  | 'seed'
  | 'n'
  | 'logprobs'
  | 'reasoning_effort'
  | 'reasoning'

/** Which numbers the API takes; null where it states no bound. */
export interface NumberRange {
  readonly isWhole: boolean
  readonly min: number | null
  readonly max: number | null
}

export interface Slider {
  readonly from: number
  readonly to: number
  readonly step: number
  /** Where it stands while the parameter is unset. */
  readonly rest: number
}

export interface NumberParameter extends NumberRange {
  readonly kind: 'number'
  readonly name: ParameterName
  readonly slider: Slider | null
}

export interface ChoiceParameter {
  readonly kind: 'choice'
  readonly name: ParameterName
  readonly choices: readonly (string | boolean)[]
}

export interface StopParameter {
  readonly kind: 'stop'
  readonly name: ParameterName
}

export type Parameter = NumberParameter | ChoiceParameter | StopParameter

/** How many stop texts can be added. */
export const mostStops = 4

/**
 * Names and ranges of `POST /chat/completions` (https://github.com/togethercomputer/openapi). It says that `temperature`
 * ends at 1; Together AI's guides and its models say 2. A slider may end before the range does: at what a relay allows
 * unless told otherwise (`max_tokens`, `n`), or where nobody goes on. The field beside it does.
 */
export const parameters: Readonly<Record<ParameterName, Parameter>> = {
  temperature: number('temperature', [0, 2], { from: 0, to: 2, step: 0.05, rest: 0.7 }),
  top_p: number('top_p', [0, 1], { from: 0, to: 1, step: 0.01, rest: 1 }),
  top_k: whole('top_k', [1, null], { from: 1, to: 100, step: 1, rest: 100 }),
  min_p: number('min_p', [0, 1], { from: 0, to: 1, step: 0.01, rest: 0 }),
  max_tokens: whole('max_tokens', [1, null], { from: 64, to: 4096, step: 64, rest: 4096 }),
  repetition_penalty: number('repetition_penalty', [0, null], { from: 0, to: 2, step: 0.05, rest: 1 }),
  presence_penalty: number('presence_penalty', [-2, 2], { from: -2, to: 2, step: 0.1, rest: 0 }),
  frequency_penalty: number('frequency_penalty', [-2, 2], { from: -2, to: 2, step: 0.1, rest: 0 }),
  stop: { kind: 'stop', name: 'stop' },
  seed: whole('seed', [null, null], null),
  n: whole('n', [1, 128], { from: 1, to: 4, step: 1, rest: 1 }),
  logprobs: whole('logprobs', [0, 20], { from: 0, to: 20, step: 1, rest: 0 }),
  reasoning_effort: { kind: 'choice', name: 'reasoning_effort', choices: ['low', 'medium', 'high'] },
  reasoning: { kind: 'choice', name: 'reasoning', choices: [true, false] },
}

/** All which the panel knows, in its order. */
export const parameterNames: readonly ParameterName[] = Object.keys(parameters) as ParameterName[]

type Bounds = readonly [min: number | null, max: number | null]

function number(name: ParameterName, [min, max]: Bounds, slider: Slider | null): NumberParameter {
  return { kind: 'number', name, isWhole: false, min, max, slider }
}

function whole(name: ParameterName, bounds: Bounds, slider: Slider | null): NumberParameter {
  return { ...number(name, bounds, slider), isWhole: true }
}
