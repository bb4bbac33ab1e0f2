import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { relayDefaults } from '../../src/relay/options/defaults.js'
import { holds } from './testLinks.js'

const root = join(import.meta.dirname, '../..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const page = read('docs/relay.md')
const security = read('SECURITY.md')
const optionTypes = read('src/relay/options/options.ts')

/** The second column of the rows which begin with a name in code, without what it says in brackets at the end. */
function defaultsIn(markdown: string): Map<string, string> {
  const rows = markdown.matchAll(/^\| `([\w.]+)` \| (.*?) ?\| /gm)
  return new Map([...rows].map(([, name = '', value = '']) => [name, value.replace(/ \([^()]*\)$/, '')]))
}

/** The same as the code has it. */
function defaultsOfCode(): Map<string, string> {
  const { limits, publicLimits, clientSystem, budgetPerMs, ...others } = relayDefaults
  const underPublic = new Map(Object.entries(publicLimits))
  const limitRows = Object.entries(limits).map(([name, value]): [string, string] => {
    const other = underPublic.get(name)
    return [`limits.${name}`, shown(value) + (other === undefined ? '' : `, under \`public\` ${shown(other)}`)]
  })
  return new Map([
    ...Object.entries(others).map(([name, value]): [string, string] => [name, shown(value)]),
    ...limitRows,
    ['budget.perMs', shown(budgetPerMs)],
    ['clientSystem', `\`'${clientSystem.alone}'\`, with a \`systemPrompt\` \`'${clientSystem.withSystemPrompt}'\``],
  ])
}

function shown(value: string | number | boolean): string {
  return typeof value === 'number' ? value.toLocaleString('en-US') : `\`${value}\``
}

/** The fields of an interface in the source, each with what its docstring says is the default. */
function fieldsOf(name: string): Map<string, string | null> {
  const body = optionTypes.split(`export interface ${name} {`)[1]?.split('\n}')[0] ?? ''
  const fields = body.matchAll(/^(?: {2}\/\*\* (.*?)\*\/\n)? {2}(\w+)\??:/gms)
  return new Map(
    [...fields].map(([, docstring = '', field = '']) => [field, / ?@default (.*?) $/s.exec(docstring)?.[1] ?? null]),
  )
}

const codesOfSource = [...read('src/relay/codes.ts').matchAll(/^ {2}\| '(\w+)'$/gm)].map(([, code]) => code)

describe('the page about the relay', () => {
  const table = defaultsIn(page.split('## Options')[1]?.split('\n### ')[0] ?? '')

  it('has the defaults of the code', () => {
    const wanted = defaultsOfCode()
    expect(wanted.size).toBeGreaterThan(15)
    expect(Object.fromEntries([...wanted.keys()].map((name) => [name, table.get(name)]))).toEqual(
      Object.fromEntries(wanted),
    )
  })

  it('has every option and every limit', () => {
    const options = [...fieldsOf('RelayOptions').keys()].filter((name) => name !== 'limits')
    const limits = [...fieldsOf('RelayLimits').keys()].map((name) => `limits.${name}`)
    expect([...table.keys()].sort()).toEqual([...options, ...limits, 'budget.perMs'].sort())
  })

  it('has every code once, and none which is none', () => {
    const rows = page.split('## Refusals')[1]?.split('\n## ')[0] ?? ''
    const codes = [...rows.matchAll(/^\| [^|]+ \| `(\w+)` \| /gm)].map(([, code]) => code)
    expect(codesOfSource.length).toBeGreaterThan(40)
    expect(codes.sort()).toEqual([...codesOfSource].sort())
  })
})

describe('the docstrings of the options', () => {
  it('say the defaults of the code', () => {
    const told = fieldsOf('RelayLimits')
    const { limits, publicLimits } = relayDefaults
    for (const [name, value] of Object.entries(limits)) {
      const other = new Map(Object.entries(publicLimits)).get(name)
      const plain = name.endsWith('Bytes') ? `${value / 1024 / 1024} MiB` : String(value)
      expect([name, told.get(name)]).toEqual([
        name,
        other === undefined ? plain : `${plain}, under \`public\` ${other}`,
      ])
    }
    const options = fieldsOf('RelayOptions')
    expect(options.get('modelsCacheMs')).toBe(String(relayDefaults.modelsCacheMs))
    expect(options.get('upstreamUrl')).toBe(`'${relayDefaults.upstreamUrl}'`)
    expect(options.get('tools')).toBe(String(relayDefaults.tools))
    expect(options.get('remoteMedia')).toBe(String(relayDefaults.remoteMedia))
    expect(fieldsOf('Budget').get('perMs')).toBe(`${relayDefaults.budgetPerMs}, a day`)
  })
})

describe('SECURITY.md', () => {
  const promises = security.split('## The promises')[1] ?? ''
  const links = [...promises.matchAll(/^ {2}- \[(.+)\]\((.+)\)$/gm)].map(([, name = '', path = '']) => ({ name, path }))

  it('has the defaults of the code', () => {
    const rows = defaultsIn(security.split('## The defaults')[1]?.split('\n## ')[0] ?? '')
    const table = defaultsIn(page)
    expect(rows.size).toBeGreaterThan(12)
    for (const [name, value] of rows) expect([name, value]).toEqual([name, table.get(name)])
  })

  it('names tests which are there', () => {
    expect(links.length).toBeGreaterThan(35)
    expect(links.filter((link) => !holds(link))).toEqual([])
  })

  it('has a test for each promise', () => {
    const groups = promises.split(/^- /m).slice(1)
    expect(groups.length).toBeGreaterThan(20)
    expect(groups.filter((group) => !/^ {2}- \[/m.test(group))).toEqual([])
  })
})
