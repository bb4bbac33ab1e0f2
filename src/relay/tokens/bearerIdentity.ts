import type { Identity } from '../options/options.js'
import { secretsOf } from './tokenKeys.js'
import { checkAudience, type RelayTokenCheck, verifyRelayToken } from './tokens.js'

/** One secret of relay tokens, or several while they are being rotated. */
type Secrets = string | readonly string[]

/**
 * An `authenticate` for the relay: the identity of the relay token in `Authorization: Bearer`, null without a valid one.
 * A function is asked for each request, so that a build without the secret succeeds.
 *
 * @throws TypeError when a secret has fewer than 32 bytes, or there is none, or the audience is empty.
 * @example
 * createTogetherRelay({ allowedModels, authenticate: bearerIdentity(() => process.env.RELAY_TOKEN_SECRET) })
 */
export function bearerIdentity(
  secret: Secrets | (() => Secrets | undefined),
  check: RelayTokenCheck = {},
): (request: Request) => Promise<Identity | null> {
  const secrets = typeof secret === 'function' ? () => secretsOf(secret()) : always(secretsOf(secret))
  checkAudience(check.audience)
  return async (request) => {
    const [, token] = /^bearer +(\S+) *$/i.exec(request.headers.get('authorization') ?? '') ?? []
    const verified = await verifyRelayToken(token ?? '', secrets(), check)
    return verified && { id: verified.id }
  }
}

function always<Value>(value: Value): () => Value {
  return () => value
}
