const leastSecretBytes = 32

/**
 * The secrets, checked.
 *
 * @throws TypeError when there is none, or one has fewer than 32 bytes: it could be guessed from a single token.
 */
export function secretsOf(secret: string | readonly string[] | undefined): readonly string[] {
  const secrets = Array.isArray(secret) && secret.length > 0 ? secret : [secret]
  for (const each of secrets) checkSecret(each)
  return secrets
}

/** The HMAC-SHA-256 of a text. */
export async function signatureOf(text: string, secret: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.sign('HMAC', await keyOf(secret, 'sign'), utf8(text)))
}

/** Whether one of the secrets made this signature. `verify` compares in constant time. */
export async function isSignedByOne(
  secrets: readonly string[],
  signature: Uint8Array<ArrayBuffer>,
  text: string,
): Promise<boolean> {
  for (const secret of secrets) {
    if (await crypto.subtle.verify('HMAC', await keyOf(secret, 'verify'), signature, utf8(text))) return true
  }
  return false
}

function keyOf(secret: string, use: 'sign' | 'verify'): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', utf8(secret), { name: 'HMAC', hash: 'SHA-256' }, false, [use])
}

function checkSecret(secret: unknown): void {
  const size = typeof secret === 'string' ? utf8(secret).byteLength : 0
  if (size >= leastSecretBytes) return
  throw new TypeError(
    `The secret of relay tokens has ${size} bytes and needs at least ${leastSecretBytes}: make one with \`openssl rand -base64 32\`, and keep it on the server.`,
  )
}

function utf8(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text)
}
