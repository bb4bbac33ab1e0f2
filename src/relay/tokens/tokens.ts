// JSON Web Tokens (RFC 7519) signed with HS256 alone, so that a server in any language can hand them out.
import { isRecord } from '../../core/isRecord.js'
import { base64UrlOf, bytesOf } from './base64Url.js'
import { isSignedByOne, secretsOf, signatureOf } from './tokenKeys.js'

/** What a relay token says of its holder. */
export interface RelayTokenClaims {
  /** Whose requests it allows; the relay's limits count per id. */
  id: string
  /** Whatever else the server says: signed, but readable by whoever holds the token. */
  [claim: string]: unknown
}

/** Options of `signRelayToken`: the claims, and how long they hold. */
export interface RelayTokenInit extends RelayTokenClaims {
  /** Whole seconds from now, at least 1. @default 300 */
  expiresInSeconds?: number | undefined
  /** For whom it is, where one secret signs tokens for several: the relay has to ask for the same. */
  audience?: string | undefined
}

/** What a token must say, besides being valid. */
export interface RelayTokenCheck {
  /** The `audience` it was signed for; a token for another, or for none, is refused. @default a token for none */
  audience?: string | undefined
}

/** What a valid token says, with its times in seconds since 1970. */
export interface RelayToken extends RelayTokenClaims {
  issuedAt: number | null
  expiresAt: number
}

type Json = Record<string, unknown>

const header = { alg: 'HS256', typ: 'JWT' }
const mostCharacters = 4096
const reservedClaims = ['sub', 'aud', 'iat', 'exp', 'nbf', 'issuedAt', 'expiresAt']

/**
 * Makes a short-lived token which lets a page use the relay as this identity. For your server, never for a browser.
 *
 * @throws TypeError when the secret has fewer than 32 bytes, the id or the audience is empty, the time is no whole number,
 *   a claim has a reserved name, or the token would be longer than 4,096 characters.
 * @example
 * const token = await signRelayToken({ id: user.id, expiresInSeconds: 60 }, secret)
 */
export async function signRelayToken(init: RelayTokenInit, secret: string): Promise<string> {
  secretsOf(secret)
  const { id, audience: aud, expiresInSeconds = 300, ...claims } = init
  checkInit(id, expiresInSeconds, claims)
  checkAudience(aud)
  const iat = seconds()
  const signed = `${encoded(header)}.${encoded({ ...claims, sub: id, aud, iat, exp: iat + expiresInSeconds })}`
  const token = `${signed}.${base64UrlOf(await signatureOf(signed, secret))}`
  if (token.length <= mostCharacters) return token
  throw new TypeError(`A relay token has at most ${mostCharacters} characters, this one ${token.length}: sign less.`)
}

/**
 * What a token says; null for one which has expired, was not signed with this secret (or one of these, while they are
 * being rotated), is for another audience, or is anything else than such a token.
 *
 * @throws TypeError when a secret has fewer than 32 bytes, or there is none, or the audience is empty.
 */
export async function verifyRelayToken(
  token: string,
  secret: string | readonly string[],
  { audience }: RelayTokenCheck = {},
): Promise<RelayToken | null> {
  const secrets = secretsOf(secret)
  checkAudience(audience)
  if (typeof token !== 'string' || token.length > mostCharacters) return null
  const [head = '', body = '', mac = '', ...more] = token.split('.')
  const signature = bytesOf(mac)
  if (more.length > 0 || !signature || !isOurHeader(decoded(head))) return null
  if (!(await isSignedByOne(secrets, signature, `${head}.${body}`))) return null
  return tokenOf(decoded(body), audience)
}

function checkInit(id: string, expiresInSeconds: number, claims: object): void {
  if (typeof id !== 'string' || id === '') throw new TypeError('A relay token needs an `id`: whose requests it allows.')
  if (!Number.isSafeInteger(expiresInSeconds) || expiresInSeconds < 1) {
    throw new TypeError(`expiresInSeconds is ${expiresInSeconds}: give a whole number of seconds, at least 1.`)
  }
  const reserved = Object.keys(claims).find((name) => reservedClaims.includes(name))
  if (reserved) throw new TypeError(`A relay token sets the claim "${reserved}" itself: give yours another name.`)
}

/** Throws a TypeError for an empty audience: every token would do, or none. */
export function checkAudience(audience: unknown): void {
  if (audience === undefined || (typeof audience === 'string' && audience !== '')) return
  throw new TypeError('The audience of a relay token must be a text which is not empty: or leave it away.')
}

/** The algorithm is ours to say, never the token's: with `none` or a public-key algorithm it is refused. */
function isOurHeader(value: Json | null): boolean {
  return value?.alg === header.alg && (value.typ === undefined || value.typ === header.typ) && value.crit === undefined
}

function tokenOf(payload: Json | null, audience: string | undefined): RelayToken | null {
  if (!payload) return null
  const { sub, aud, iat, exp, nbf = 0, ...claims } = payload
  if (!isFor(aud, audience)) return null
  const now = seconds()
  if (typeof sub !== 'string' || sub === '' || !isTime(exp) || exp <= now || !isTime(nbf) || nbf > now) return null
  return { ...claims, id: sub, issuedAt: isTime(iat) ? iat : null, expiresAt: exp }
}

/** A token for something else is not for the relay, though one secret signed both (RFC 7519, 4.1.3). */
function isFor(aud: unknown, audience: string | undefined): boolean {
  return audience === undefined ? aud === undefined : [aud].flat().includes(audience)
}

function isTime(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value)
}

function encoded(value: object): string {
  return base64UrlOf(new TextEncoder().encode(JSON.stringify(value)))
}

/** The JSON object in one part of a token, null for anything else. */
function decoded(part: string): Json | null {
  const bytes = bytesOf(part)
  try {
    const value = bytes && JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    return isRecord(value) ? value : null
  } catch {
    return null
  }
}

function seconds(): number {
  return Math.floor(Date.now() / 1000)
}
