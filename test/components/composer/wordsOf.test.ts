import { expect, it } from 'vitest'
import { wordsOf } from '../../../src/components/composer/wordsOf.js'
import { english } from '../../../src/components/strings/english.js'
import { TogetherError, type TogetherErrorCode } from '../../../src/core/index.js'

const wordsFor = (code: TogetherErrorCode) =>
  wordsOf({ error: new TogetherError({ code, message: '' }), fileName: 'a.txt' }, english)

it('a file is not blamed where only the part which reads files did not load', () => {
  expect(wordsFor('too-large')).toBe(english.notAttached('a.txt'))
  expect(wordsFor('network')).toBe('The service could not be reached. Check your connection.')
})
