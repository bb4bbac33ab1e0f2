import { afterEach, beforeEach, vi } from 'vitest'
import { Secret } from '../../../src/core/index.js'
import type { HaystackCase } from '../../fixtures/load.js'
import { compareWithHaystack } from './compare.js'

beforeEach(() => {
  vi.stubEnv('A', undefined)
  vi.stubEnv('B', undefined)
})

afterEach(() => {
  vi.unstubAllEnvs()
})

compareWithHaystack(
  'secret',
  ({ op, args, env }) => {
    for (const [name, value] of Object.entries<string>(env)) vi.stubEnv(name, value)
    const [factory, method] = op.split('.')
    if (method === 'equals') return areEqual(secretOf(args.a), secretOf(args.b))
    const secret = make(factory, args)
    if (method === 'to_dict') return secret.toDict()
    return method === 'resolve_value' ? secret.resolveValue() : secret
  },
  (expected) => expected.value,
)

function make(factory: string, args: HaystackCase['input']): Secret {
  switch (factory) {
    case 'from_token':
      return Secret.fromToken(args.token)
    case 'from_dict':
      return Secret.fromDict(args.dict)
    default:
      return secretOf(args)
  }
}

function secretOf(args: string | { env_vars: string | string[]; strict?: boolean }): Secret {
  return typeof args === 'string' ? Secret.fromEnvVar(args) : Secret.fromEnvVar(args.env_vars, { strict: args.strict })
}

/** JavaScript compares objects by identity; secrets are the same when their dicts are. */
function areEqual(a: Secret, b: Secret): boolean {
  return JSON.stringify(a.toDict()) === JSON.stringify(b.toDict())
}
