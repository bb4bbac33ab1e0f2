import { createHmac } from 'node:crypto'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { bearerIdentity, signRelayToken, verifyRelayToken } from '../../src/relay/index.js'
import { reply } from '../../src/testing/index.js'
import { chatRequest, refusalFrom, setup } from './setup.js'

const secret = 'a-secret-of-at-least-thirty-two-bytes'
const older = 'the-secret-which-was-used-before-this-one'
const day = 86_400

/** Any token, as another program would make it: signed with this secret, whatever it says. */
function handmade(payload: unknown, head: unknown = { alg: 'HS256', typ: 'JWT' }, key: string = secret): string {
  const signed = [head, payload].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')
  return `${signed}.${createHmac('sha256', key).update(signed).digest('base64url')}`
}

const now = () => Math.floor(Date.now() / 1000)
const valid = () => ({ sub: 'ann', iat: now(), exp: now() + day })

afterEach(() => {
  vi.useRealTimers()
})

describe('a relay token', () => {
  it('says who may ask, with the claims of the server, for 300 seconds', async () => {
    const token = await signRelayToken({ id: 'ann', plan: { name: 'größer 🎉' } }, secret)
    const verified = await verifyRelayToken(token, secret)
    expect(verified).toMatchObject({ id: 'ann', plan: { name: 'größer 🎉' } })
    expect((verified?.expiresAt ?? 0) - (verified?.issuedAt ?? 0)).toBe(300)
  })

  it('ends to the second', async () => {
    vi.useFakeTimers({ now: 1_800_000_000_000 })
    const token = await signRelayToken({ id: 'ann', expiresInSeconds: 60 }, secret)
    vi.setSystemTime(1_800_000_059_999)
    expect(await verifyRelayToken(token, secret)).not.toBeNull()
    vi.setSystemTime(1_800_000_060_000)
    expect(await verifyRelayToken(token, secret)).toBeNull()
  })

  it('is a JSON Web Token with HS256, which other languages make and read', async () => {
    expect(await verifyRelayToken(handmade({ ...valid(), org: 7 }), secret)).toMatchObject({ id: 'ann', org: 7 })
    expect(await verifyRelayToken(handmade(valid(), { alg: 'HS256' }), secret)).toMatchObject({ id: 'ann' })
    const [head, body, mac] = (await signRelayToken({ id: 'ann' }, secret)).split('.')
    expect(mac).toBe(createHmac('sha256', secret).update(`${head}.${body}`).digest('base64url'))
    expect(JSON.parse(Buffer.from(head ?? '', 'base64url').toString())).toEqual({ alg: 'HS256', typ: 'JWT' })
  })

  it('is valid with each of several secrets, so that they can be rotated', async () => {
    const token = await signRelayToken({ id: 'ann' }, older)
    expect(await verifyRelayToken(token, secret)).toBeNull()
    expect(await verifyRelayToken(token, [secret, older])).toMatchObject({ id: 'ann' })
  })
})

describe('the audience of a relay token', () => {
  const audience = 'https://relay.example'

  it('is signed, and must be the one which is asked for', async () => {
    const token = await signRelayToken({ id: 'ann', audience }, secret)
    expect(JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())).toMatchObject({ aud: audience })
    expect(await verifyRelayToken(token, secret, { audience })).toMatchObject({ id: 'ann' })
    expect(await verifyRelayToken(token, secret, { audience: 'https://other.example' })).toBeNull()
  })

  it.each<[string, unknown, boolean]>([
    ['this one', audience, true],
    ['this one among others', ['https://other.example', audience], true],
    ['others', ['https://other.example'], false],
    ['nobody', [], false],
    ['this one with a slash', `${audience}/`, false],
    ['no text', { 0: audience }, false],
    ['null', null, false],
    ['left away', undefined, false],
  ])('may be %s', async (_, aud, isValid) => {
    const verified = await verifyRelayToken(handmade({ ...valid(), aud }), secret, { audience })
    expect(verified !== null).toBe(isValid)
  })

  it.each([[audience], [[audience]], [[]], [''], [null]])(
    'of a token for something else refuses it: %j',
    async (aud) => {
      expect(await verifyRelayToken(handmade({ ...valid(), aud }), secret)).toBeNull()
    },
  )

  it('is asked for by bearerIdentity', async () => {
    const ask = async (aud?: string) => {
      const { relay } = setup({ authenticate: bearerIdentity(secret, { audience }) }, [reply('ok')])
      const token = handmade({ ...valid(), aud })
      return (await relay(chatRequest({ stream: false }, { authorization: `Bearer ${token}` }))).status
    }
    expect([await ask(audience), await ask('https://other.example'), await ask()]).toEqual([200, 401, 401])
  })

  it('is refused at once where it is empty', async () => {
    await expect(signRelayToken({ id: 'ann', audience: '' }, secret)).rejects.toThrow(/audience/)
    await expect(verifyRelayToken('x', secret, { audience: '' })).rejects.toThrow(/audience/)
    expect(() => bearerIdentity(secret, { audience: '' })).toThrow(/audience/)
  })
})

describe('null is said of a token', () => {
  it.each<[string, () => string]>([
    ['which expired', () => handmade({ ...valid(), exp: now() })],
    ['without an end', () => handmade({ sub: 'ann' })],
    ['whose end is a text', () => handmade({ ...valid(), exp: String(now() + day) })],
    ['whose end is no finite number', infiniteToken],
    ['which is not valid yet', () => handmade({ ...valid(), nbf: now() + day })],
    ['without an id', () => handmade({ exp: now() + day })],
    ['with an empty id', () => handmade({ ...valid(), sub: '' })],
    ['whose id is a number', () => handmade({ ...valid(), sub: 7 })],
    ['signed with another secret', () => handmade(valid(), { alg: 'HS256' }, older)],
    ['of the algorithm none', () => handmade(valid(), { alg: 'none' })],
    ['of the algorithm none, without a signature', () => handmade(valid(), { alg: 'none' }).replace(/[^.]*$/, '')],
    ['of another algorithm', () => handmade(valid(), { alg: 'HS512' })],
    ['of no algorithm', () => handmade(valid(), {})],
    ['of another kind', () => handmade(valid(), { alg: 'HS256', typ: 'at+jwt' })],
    ['with conditions which nobody here knows', () => handmade(valid(), { alg: 'HS256', crit: ['b64'], b64: false })],
    ['which says a list', () => handmade([valid()])],
    ['which says null', () => handmade(null)],
    ['whose header is null', () => handmade(valid(), null)],
    ['with a fourth part', () => `${handmade(valid())}.`],
    ['with padding', () => `${handmade(valid())}=`],
    ['with a line break', () => `${handmade(valid())}\n`],
    ['longer than 4,096 characters', () => handmade({ ...valid(), more: 'x'.repeat(4096) })],
    ['which is none', () => 'sk-whatever'],
    ['which is empty', () => ''],
    ['of dots', () => '..'],
    ['which is no text', () => undefined as unknown as string],
  ])('%s', async (_, token) => {
    expect(await verifyRelayToken(token(), secret)).toBeNull()
  })

  it('with any one of its characters changed', async () => {
    const token = await signRelayToken({ id: 'ann' }, secret)
    for (const place of token.slice(0, -1).split('').keys()) {
      const changed = token.slice(0, place) + (token[place] === 'A' ? 'B' : 'A') + token.slice(place + 1)
      expect(await verifyRelayToken(changed, secret), `character ${place}`).toBeNull()
    }
  })

  it('whose signature was written in another way', async () => {
    const token = await signRelayToken({ id: 'ann' }, secret)
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
    const spare = alphabet[alphabet.indexOf(token.at(-1) ?? '') + 1] // differs in bits which decode to nothing
    expect(await verifyRelayToken(token.slice(0, -1) + spare, secret)).toBeNull()
  })
})

/** JSON's 1e999 is read as Infinity. */
function infiniteToken(): string {
  const head = Buffer.from('{"alg":"HS256"}').toString('base64url')
  const signed = `${head}.${Buffer.from('{"sub":"ann","exp":1e999}').toString('base64url')}`
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`
}

describe('it is refused at once', () => {
  it.each<[string, () => Promise<unknown> | unknown, RegExp]>([
    ['to sign with a short secret', () => signRelayToken({ id: 'ann' }, 'short'), /has 5 bytes and needs at least 32/],
    ['to verify with a short secret', () => verifyRelayToken('x', 'short'), /openssl rand -base64 32/],
    ['to verify with one short secret of two', () => verifyRelayToken('x', [secret, '']), /has 0 bytes/],
    ['to verify with no secret', () => verifyRelayToken('x', []), /has 0 bytes/],
    ['to authenticate with a short secret', async () => bearerIdentity('short'), /needs at least 32/],
    ['to sign for nobody', () => signRelayToken({ id: '' }, secret), /needs an `id`/],
    ['to sign for no time', () => signRelayToken({ id: 'ann', expiresInSeconds: 0 }, secret), /is 0: give a whole/],
    ['to sign for ever', () => signRelayToken({ id: 'ann', expiresInSeconds: Infinity }, secret), /is Infinity/],
    ['to sign a claim of the token itself', () => signRelayToken({ id: 'ann', exp: 1 }, secret), /claim "exp" itself/],
    ['to sign an audience twice', () => signRelayToken({ id: 'ann', aud: 'x' }, secret), /claim "aud" itself/],
    ['to sign too much', () => signRelayToken({ id: 'ann', more: 'x'.repeat(4096) }, secret), /sign less/],
  ])('%s', async (_, act, message) => {
    await expect(Promise.resolve().then(act)).rejects.toThrow(message)
    await expect(Promise.resolve().then(act)).rejects.toBeInstanceOf(TypeError)
  })

  it('without the secret in the error', async () => {
    const error = await signRelayToken({ id: 'ann' }, 'hunter2').catch((thrown: Error) => thrown)
    expect(`${error}`).not.toContain('hunter2')
  })
})

describe('the relay with bearerIdentity', () => {
  const ask = async (authorization: string | null, secrets: Parameters<typeof bearerIdentity>[0] = secret) => {
    const { relay, calls, entries } = setup({ authenticate: bearerIdentity(secrets) }, [reply('ok')])
    const response = await relay(chatRequest({ stream: false }, authorization === null ? {} : { authorization }))
    return { response, calls, identity: entries[0]?.identity ?? null }
  }

  it.each(['Bearer', 'bearer', 'BEARER'])('answers the holder of a token, by its id (%s)', async (scheme) => {
    const token = await signRelayToken({ id: 'ann' }, secret)
    const { response, calls, identity } = await ask(`${scheme} ${token}`)
    expect([response.status, calls.length, identity]).toEqual([200, 1, 'ann'])
  })

  it.each<[string, () => string | null]>([
    ['no authorization', () => null],
    ['an expired token', () => `Bearer ${handmade({ ...valid(), exp: now() - 1 })}`],
    ['a token of another scheme', () => `Basic ${handmade(valid())}`],
    ['a token without a scheme', () => handmade(valid())],
    ['two tokens', () => `Bearer ${handmade(valid())}, Bearer ${handmade(valid())}`],
    ['a scheme without a token', () => 'Bearer '],
  ])('refuses %s with 401, before Together AI is asked', async (_, authorization) => {
    const { response, calls } = await ask(authorization())
    expect(await refusalFrom(response)).toMatchObject({ status: 401, code: 'unauthorized' })
    expect([response.headers.get('www-authenticate'), calls.length]).toEqual(['Bearer', 0])
  })

  it('reads the secret of a function for each request, and refuses while there is none', async () => {
    const secrets: { current?: string } = {}
    const authenticate = bearerIdentity(() => secrets.current)
    const { relay, calls } = setup({ authenticate }, [reply('ok')])
    const request = () => chatRequest({ stream: false }, { authorization: `Bearer ${handmade(valid())}` })
    expect(await refusalFrom(await relay(request()))).toMatchObject({ code: 'authentication_unavailable' })
    secrets.current = secret
    expect([(await relay(request())).status, calls.length]).toEqual([200, 1])
  })
})
