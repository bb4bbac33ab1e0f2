import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { idsIn, writePage } from '../../scripts/faults.mjs'
import faults from '../fixtures/faults.json' with { type: 'json' }

const root = join(import.meta.dirname, '../..')

describe('the page of promises', () => {
  it('says what the tests keep: `npm run faults -- --write` brings it up to date', async () => {
    const page = await readFile(join(root, 'docs/what-it-promises.md'), 'utf8')
    expect(page).toBe(writePage())
  })

  it('has all 87 promises, each once', () => {
    expect(new Set(faults.map(({ id }) => id)).size).toBe(87)
    const page = writePage()
    for (const { id } of faults) expect(page.split(`\n| ${id} |`)).toHaveLength(2)
  })
})

// In pieces, so that the titles here count for nothing.
const title = (text: string) => `${"('"}${text}'`

describe('the ids of promises', () => {
  it.each([
    [`it${title('N01 a plain test')}`, ['N01']],
    [`it.each([1, 2])${title('N02 with %i')}`, ['N02']],
    [`it.only(\n  ${title('N03 on a line of its own').slice(1)}`, ['N03']],
    [`it${title('T01 T03 two at once')}`, ['T01', 'T03']],
  ])('are read from %j', (source, ids) => {
    expect([...idsIn(source)]).toEqual(ids)
  })

  it.each([
    `it.skip${title('N01 a skipped test')}`,
    `it.todo${title('N01 a test to write')}`,
    `it${title('keeps N01')}`,
    `it${title('N010 is none')}`,
  ])('are not read from %j', (source) => {
    expect([...idsIn(source)]).toEqual([])
  })
})
