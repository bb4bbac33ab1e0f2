import { describe, expect, it } from 'vitest'
import { arabic } from '../../src/locales/ar.js'
import { german } from '../../src/locales/de.js'
import { english } from '../../src/locales/en.js'

const names = Object.keys(english) as (keyof typeof english)[]
/** What stays the same word in German, or has no letters. */
const alike = ['table', 'codeBlock']

describe.each([
  ['German', german],
  ['Arabic', arabic],
])('%s', (language, strings) => {
  it('says everything that English says, and nothing else', () => {
    expect(Object.keys(strings).sort()).toEqual([...names].sort())
  })

  it('leaves nothing in English', () => {
    const same = names.filter((name) => {
      const [ours, theirs] = [strings[name], english[name]]
      return typeof ours === 'string' && ours === theirs && !alike.includes(name)
    })
    expect(same.filter((name) => !(language === 'German' && name === 'generatePrompt'))).toEqual([])
  })

  it('names its language', () => {
    expect(strings.locale).toBe({ German: 'de', Arabic: 'ar' }[language])
  })

  it('has words of the same kind', () => {
    for (const name of names) expect([name, typeof strings[name]]).toEqual([name, typeof english[name]])
  })

  it('says a word for every code, status and reading', () => {
    for (const code of ['authentication', 'rate-limit', 'unknown', 'context-length'] as const)
      expect(strings.errorText(code)).toMatch(/\S{3}/)
    for (const status of ['streaming', 'done', 'aborted'] as const) expect(strings.toolStatus(status)).toMatch(/\S{3}/)
  })
})

describe('Counting', () => {
  it('follows the plural rules of each language', () => {
    expect([1, 2, 1234].map(german.announceReady)).toEqual([
      'Antwort fertig, 1 Wort',
      'Antwort fertig, 2 Wörter',
      'Antwort fertig, 1.234 Wörter',
    ])
    const said = [0, 1, 2, 3, 11, 100].map((count) => arabic.choiceCount(count))
    expect(new Set(said).size).toBe(6)
    expect(said[1]).toBe('إجابة واحدة')
    expect(said[2]).toBe('إجابتان')
    expect(said[3]).toMatch(/إجابات$/)
    expect(said[4]).toMatch(/إجابة$/)
  })

  it('writes numbers and prices as the language does', () => {
    expect(german.count(12_345)).toBe('12.345')
    expect([340, 3400, 34_000].map(german.seconds)).toEqual(['0,34 s', '3,4 s', '34 s'])
    expect([340, 3400, 34_000].map(english.seconds)).toEqual(['0.34 s', '3.4 s', '34 s'])
    expect(german.tokensPerSecond(0.52)).toBe('0,52 Token/s')
    expect(german.estimatedCost(0.00031)).toMatch(/0,00031\s\$/)
  })
})
