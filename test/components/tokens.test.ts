import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { palettes } from './accessibility/palette.js'

const css = readFileSync('src/components/styles/tokens.css', 'utf8')
const kinds = [...css.matchAll(/var\(--tg-code-([\w-]+),/g)].map(([, kind]) => kind)

describe('The styles', () => {
  it('colour each kind of code which they have a colour for', () => {
    const rules = readFileSync('src/components/styles/plugins.css', 'utf8')
    const coloured = [...rules.matchAll(/data-token="([\w-]+)"\]\) \{\n {2}color: var\(--_code-\1\)/g)].map(
      ([, kind]) => kind,
    )
    expect(coloured).toHaveLength(13)
    expect(coloured).toEqual([...new Set(kinds)])
  })

  it('have the same dark palette twice', () => {
    const [, bySystem, byTheme] = palettes.map(([, palette]) => palette)
    expect(Object.keys(bySystem ?? {}).length).toBeGreaterThan(20)
    expect(bySystem).toEqual(byTheme)
  })
})
