import { describe, expect, it } from 'vitest'
import { holds, isIn, type Link } from './testLinks.js'

describe('A link to a test', () => {
  it.each<[Link, boolean]>([
    [{ name: 'has the 25 points in their order', path: 'test/docs/accessibility.test.ts' }, true],
    [{ name: 'has 26 points', path: 'test/docs/accessibility.test.ts' }, false],
    [{ name: 'has the 25 points in their order', path: 'test/docs/none.test.ts' }, false],
    [{ name: 'ForcedColors', path: 'stories/Accessibility.stories.tsx' }, true],
    [{ name: 'NoColours', path: 'stories/Accessibility.stories.tsx' }, false],
    [{ name: 'checkOtherLooks', path: '.storybook/preview.tsx' }, true],
  ])('is known to lead somewhere or not: %o', (link, expected) => {
    expect(holds(link)).toBe(expected)
  })

  it.each([
    "it('holds', () => {})",
    "it.each([1, 2])('holds', () => {})",
    "it.each`a\n1`('holds', () => {})",
    "describe('a group', () => {\n  it.only('holds', { timeout: 1 }, () => {})\n})",
    "describe.each([1])('a group', () => describe('holds', () => {}))",
  ])('leads to a test which runs: %j', (source) => {
    expect(isIn(source, { name: 'holds', path: 'a.test.ts' })).toBe(true)
  })

  it.each([
    "it.skip('holds', () => {})",
    "it.todo('holds')",
    "it.fails('holds', () => {})",
    "it.skipIf(isSlow)('holds', () => {})",
    "it.runIf(isFast).each([1])('holds', () => {})",
    "it('holds', { skip: true }, () => {})",
    "describe.skip('a group', () => {\n  it('holds', () => {})\n})",
    "describe.skipIf(isSlow)('a group', () => {\n  describe('another', () => it('holds', () => {}))\n})",
    "// it('holds', () => {})",
    "/*\n  it('holds', () => {})\n*/",
    "const said = render('holds')",
  ])('leads to none which may not: %j', (source) => {
    expect(isIn(source, { name: 'holds', path: 'a.test.ts' })).toBe(false)
  })

  it.each([
    ['// export const Holds: Story = {}', 'a.stories.tsx'],
    ['// function Holds() {}', 'a.tsx'],
  ])('leads to nothing in a comment: %j', (source, path) => {
    expect(isIn(source, { name: 'Holds', path })).toBe(false)
  })
})
