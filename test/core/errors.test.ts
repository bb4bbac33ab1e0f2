import { describe, expect, it } from 'vitest'
import { extendError, toTogetherError } from '../../src/core/http/TogetherError.js'
import { ChatMessage, isTogetherError, TogetherError } from '../../src/core/index.js'

const known = {
  code: 'timeout',
  message: 'it took too long',
  status: 200,
  retryable: true,
  retryAfterMs: 5,
  requestId: 'request-1',
  body: { a: 1 },
  phase: 'idle',
  attempts: 2,
} as const

describe('a TogetherError', () => {
  it('has null, false and 0 for what is not known', () => {
    const error = new TogetherError({ code: 'unknown', message: 'no' })
    expect({ ...error }).toEqual({
      name: 'TogetherError',
      code: 'unknown',
      status: null,
      retryable: false,
      retryAfterMs: null,
      requestId: null,
      body: null,
      phase: null,
      attempts: 0,
      partial: null,
    })
    expect(error).not.toHaveProperty('cause')
    expect(error).toBeInstanceOf(Error)
  })

  it('is written as JSON with its replies, without stack and cause', () => {
    const reply = ChatMessage.fromAssistant('Half')
    const error = new TogetherError({ ...known, partial: { replies: [reply] }, cause: new Error('why') })
    expect(error.cause).toMatchObject({ message: 'why' })
    expect(error.toJSON()).toEqual({ name: 'TogetherError', ...known, partial: { replies: [reply.toDict()] } })
    expect(new TogetherError(known).toJSON()).toEqual({ name: 'TogetherError', ...known, partial: null })
  })

  it('is known by its brand, also one of another copy of the package', () => {
    const other = { [Symbol.for('together-react.TogetherError')]: true }
    expect(isTogetherError(new TogetherError(known))).toBe(true)
    expect(isTogetherError(other)).toBe(true)
  })

  it.each([null, undefined, 'TogetherError', 7, {}, new Error('no'), () => {}])('is not %o', (value) => {
    expect(isTogetherError(value)).toBe(false)
  })

  it('which learns more keeps its message, cause and stack', () => {
    const error = new TogetherError({ ...known, cause: 'why' })
    error.stack = 'TogetherError: it took too long\n    at the first place'
    const extended = extendError(error, { attempts: 3, requestId: 'request-2' })
    expect({ ...extended }).toEqual({ ...error, attempts: 3, requestId: 'request-2' })
    expect(extended).toMatchObject({ message: known.message, cause: 'why', stack: error.stack })
    expect(error.attempts).toBe(2)
  })

  it('has a stack also where the one it extends has none', () => {
    const error = new TogetherError(known)
    Object.defineProperty(error, 'stack', { value: undefined })
    expect(extendError(error, {}).stack).toContain('TogetherError')
  })

  it('is made of any other error, retryable when it is one of the network', () => {
    const error = new TogetherError(known)
    expect(toTogetherError(error, 'network', 'lost')).toBe(error)
    const cause = new TypeError('terminated')
    expect(toTogetherError(cause, 'network', 'lost')).toMatchObject({ code: 'network', retryable: true, cause })
    expect(toTogetherError(cause, 'protocol', 'odd')).toMatchObject({ code: 'protocol', retryable: false, cause })
  })
})
