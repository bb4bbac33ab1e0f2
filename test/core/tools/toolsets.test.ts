import { describe, expect, it } from 'vitest'
import {
  flattenTools,
  isTool,
  isToolset,
  TogetherAIChatGenerator,
  Tool,
  type Tools,
  Toolset,
} from '../../../src/core/index.js'
import { completion, jsonAnswer } from '../support/answers.js'
import { rejection } from '../support/generators.js'

const [a, b, c] = ['a', 'b', 'c'].map((name) => new Tool({ name, description: name, parameters: {} })) as [
  Tool,
  Tool,
  Tool,
]
const again = new Tool({ name: 'a', description: 'another', parameters: {} })
const twice = expect.objectContaining({ code: 'invalid-argument', message: expect.stringMatching(/names found: a\./) })

describe('two tools of one name', () => {
  it.each([
    ['in a toolset', () => new Toolset([a, again])],
    ['added to a toolset', () => new Toolset([a]).add(again)],
    ['in two toolsets which become one', () => new Toolset([a]).add(new Toolset([again]))],
    ['in the list of a generator', () => new TogetherAIChatGenerator({ tools: [a, again] })],
    ['in a list and in a toolset of it', () => flattenTools([a, new Toolset([again])])],
    ['the same one twice', () => flattenTools([a, b, a])],
  ])('are refused %s', (_, create) => {
    expect(create).toThrow(twice)
  })

  it('are refused at a call', async () => {
    const generator = new TogetherAIChatGenerator({ apiKey: 'test-key', fetch: async () => jsonAnswer(completion('')) })
    expect(await rejection(generator.run('hi', { tools: [a, again] }))).toEqual(twice)
  })

  it('leave a toolset as it was', () => {
    const toolset = new Toolset([a])
    expect(() => toolset.add(again)).toThrow(twice)
    expect([...toolset]).toEqual([a])
  })
})

describe('Toolset', () => {
  it('is iterated in order', () => {
    const toolset = new Toolset([a])
    toolset.add(new Toolset([b]))
    toolset.add(c)
    expect([...toolset]).toEqual([a, b, c])
    expect(toolset.size).toBe(3)
  })

  it.each([[a], ['a'], [null], [{}]])('takes a list of tools only', (tools) => {
    expect(() => new Toolset(tools as unknown as Tool[])).toThrow(expect.objectContaining({ code: 'invalid-argument' }))
  })

  it.each([['a'], [null], [{ name: 'a' }]])('adds tools only', (tool) => {
    expect(() => new Toolset([tool as unknown as Tool])).toThrow(expect.objectContaining({ code: 'invalid-argument' }))
  })
})

describe('tools of a generator', () => {
  it('are flattened in order', () => {
    expect(flattenTools([a, new Toolset([b]), c])).toEqual([a, b, c])
    expect(flattenTools(new Toolset([a]))).toEqual([a])
    expect(flattenTools(null)).toEqual([])
  })

  it.each([[a], ['a'], [5], [[{}]], [[null]]])('are a list or a toolset', (tools) => {
    expect(() => new TogetherAIChatGenerator({ tools: tools as unknown as Tools })).toThrow(
      expect.objectContaining({ code: 'invalid-argument' }),
    )
  })

  it.each([
    ['of the call', [b], ['b']],
    ['of the constructor for an empty list', [], ['a']],
    ['of the constructor for an empty toolset', new Toolset(), ['a']],
    ['of the constructor for null', null, ['a']],
    ['none for false', false as const, undefined],
  ])('are those %s', async (_, tools, names) => {
    const bodies: { tools?: { function: { name: string } }[] }[] = []
    const generator = new TogetherAIChatGenerator({
      apiKey: 'test-key',
      tools: [a],
      fetch: async (_url, { body }) => {
        bodies.push(JSON.parse(String(body)))
        return jsonAnswer(completion(''))
      },
    })
    await generator.run('hi', { tools })
    expect(bodies[0]?.tools?.map((tool) => tool.function.name)).toEqual(names)
  })
})

describe('isTool and isToolset', () => {
  it('know what is one', () => {
    expect([isTool(a), isTool(new Toolset()), isTool({ ...a }), isTool(null)]).toEqual([true, false, false, false])
    expect([isToolset(new Toolset()), isToolset(a), isToolset([])]).toEqual([true, false, false])
  })
})
