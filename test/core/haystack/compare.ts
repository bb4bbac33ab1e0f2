import { describe, expect, it } from 'vitest'
import { isTogetherError } from '../../../src/core/index.js'
import { type HaystackCase, haystackCases } from '../../fixtures/load.js'
import { absent, differences } from './differences.js'

type Read = (input: HaystackCase['input'], expected: HaystackCase['expected']) => unknown

/**
 * Runs every case of a file of vectors: `have` does with ours what Haystack did, `want` is what Haystack got, in the
 * same shape; where Haystack raised, ours has to fail too (with `readsErrors` both read the error). A deliberate difference has a row in differences.ts and is held to that row instead; a row which is not
 * needed fails as well.
 */
export function compareWithHaystack(
  file: string,
  have: Read,
  want: (expected: HaystackCase['expected']) => unknown,
  options: { readsErrors?: boolean } = {},
): void {
  const isAbsent = ({ name }: HaystackCase) => absent.some((row) => row.file === file && row.names.test(name))
  const cases = haystackCases(file).filter((each) => !isAbsent(each))
  const rows = differences.filter((row) => row.file === file)
  describe(file, () => {
    it.each(cases.map((each) => [each.name, each] as const))('%s', async (name, { input, expected }) => {
      const row = rows.find((each) => each.name === name)
      const ours = await outcomeOf(() => have(input, expected))
      const theirs = failureIn(expected) && !options.readsErrors ? { fails: true } : plain(want(expected))
      if (row === undefined) return expectSame(ours, theirs)
      expect(() => expectSame(ours, theirs), 'equal after all: take it out of differences.ts').toThrow()
      expect(ours).toMatchObject(row.ours)
    })

    it('has a case for each row in differences.ts', () => {
      const names = cases.map(({ name }) => name)
      expect(rows.map(({ name }) => name).filter((name) => !names.includes(name))).toEqual([])
    })
  })
}

function expectSame(ours: unknown, theirs: unknown): void {
  if (isFailure(theirs)) expect(ours).toMatchObject({ fails: true })
  else expect(ours).toStrictEqual(theirs)
}

function isFailure(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'fails' in value
}

function failureIn(expected: HaystackCase['expected']): unknown {
  return expected?.error ?? expected?.result?.error ?? null
}

/** What it gave, as plain data, or `{ fails: true }` with the fields of the error. Others than a TogetherError pass. */
async function outcomeOf(body: () => unknown): Promise<unknown> {
  try {
    return plain(await body())
  } catch (error) {
    if (!isTogetherError(error)) throw error
    return plain({ fails: true, ...error.toJSON() })
  }
}

export function plain(value: unknown) {
  return JSON.parse(JSON.stringify(value ?? null))
}
