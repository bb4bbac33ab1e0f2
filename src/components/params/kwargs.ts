import type { GenerationKwargs } from '../../core/index.js'
import { recordOf } from '../../core/isRecord.js'
import type { ParameterName } from './parameters.js'

/** A parameter's value; undefined while it is unset, as null is too. Of `reasoning` it is the switch inside. */
export function parameterOf(kwargs: GenerationKwargs, name: ParameterName): unknown {
  const value: unknown = kwargs[name] ?? undefined
  return name === 'reasoning' ? (recordOf(value).enabled ?? undefined) : value
}

/** The kwargs with this value, or without the key for undefined. All others stay as they are. */
export function withParameter(kwargs: GenerationKwargs, name: ParameterName, value: unknown): GenerationKwargs {
  return withKey(kwargs, name, name === 'reasoning' ? reasoningWith(kwargs.reasoning, value) : value)
}

function reasoningWith(reasoning: unknown, enabled: unknown): unknown {
  const rest = withKey(recordOf(reasoning), 'enabled', enabled)
  return Object.keys(rest).length > 0 ? rest : undefined
}

function withKey(from: GenerationKwargs, key: string, value: unknown): GenerationKwargs {
  if (value !== undefined) return { ...from, [key]: value }
  return Object.fromEntries(Object.entries(from).filter(([each]) => each !== key))
}
