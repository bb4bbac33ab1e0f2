import { addBrand, isBranded } from '../brand.js'
import { refuse } from '../http/TogetherError.js'
import { kindOf } from '../messages/kindOf.js'

type Source = { type: 'token'; token: string } | { type: 'env_var'; names: readonly string[]; strict: boolean }

/** Where tokens are kept: not on the object, so that no inspection, clone or JSON shows one. */
const sources = new WeakMap<object, Source>()
const brand = Symbol.for('together-react.Secret')

/**
 * A key which is a name until it is used, as Haystack's `Secret`. `String()`, JSON and inspection hide its value.
 *
 * @example
 * new TogetherAIChatGenerator({ apiKey: Secret.fromEnvVar('TOGETHER_API_KEY') })
 */
export class Secret {
  private constructor(source: Source) {
    sources.set(this, Object.freeze(source))
    addBrand(this, brand)
    Object.freeze(this)
  }

  /** The first of these environment variables which is set. With `strict` (the default) one has to be. */
  static fromEnvVar(names: string | readonly string[], options: { strict?: boolean | undefined } = {}): Secret {
    const list = typeof names === 'string' ? [names] : [...(names ?? [])]
    if (list.length === 0) refuse('One or more environment variables must be provided for the secret.')
    return new Secret({ type: 'env_var', names: Object.freeze(list), strict: options.strict ?? true })
  }

  /** The token itself. It cannot be serialised. Throws `invalid-argument` when it is empty. */
  static fromToken(token: string): Secret {
    if (typeof token !== 'string' || token === '') refuse('Authentication token cannot be empty.')
    return new Secret({ type: 'token', token })
  }

  /** The key, or null for a secret which is not strict and not set. Throws `missing-key`. */
  resolveValue(): string | null {
    const source = sourceOf(this)
    if (source.type === 'token') return source.token
    const environment = (globalThis as { process?: { env?: Record<string, string | undefined> } }).process?.env ?? {}
    const name = source.names.find((candidate) => environment[candidate] !== undefined)
    if (name === undefined && source.strict)
      refuse(
        `None of the following authentication environment variables are set: ${source.names.join(', ')}`,
        'missing-key',
      )
    return name === undefined ? null : (environment[name] ?? null)
  }

  /** `{ type: 'env_var', env_vars, strict }`. Throws `serialization` for a token. */
  toDict(): Record<string, unknown> {
    const source = sourceOf(this)
    if (source.type === 'token')
      refuse('Cannot serialize token-based secret. Use Secret.fromEnvVar instead.', 'serialization')
    return { type: 'env_var', env_vars: [...source.names], strict: source.strict }
  }

  /** Reads what {@link toDict} writes. Throws `serialization`. */
  static fromDict(dict: object): Secret {
    const { type, env_vars: names, strict } = (dict ?? {}) as Record<string, unknown>
    if (type === 'token')
      refuse('Cannot deserialize token-based secret. Use Secret.fromEnvVar instead.', 'serialization')
    if (type !== 'env_var') refuse(`Unknown secret type ${kindOf(type)}.`, 'serialization')
    if (!Array.isArray(names) || typeof strict !== 'boolean')
      refuse('A secret of type env_var needs env_vars and strict.', 'serialization')
    return Secret.fromEnvVar(names, { strict })
  }

  toString(): string {
    return 'Secret(<redacted>)'
  }

  toJSON(): string {
    return this.toString()
  }
}

/** Whether `value` is a Secret. */
export function isSecret(value: unknown): value is Secret {
  return isBranded(value, brand)
}

function sourceOf(secret: Secret): Source {
  return sources.get(secret) ?? refuse('This Secret was not made by Secret.fromEnvVar or Secret.fromToken.')
}
