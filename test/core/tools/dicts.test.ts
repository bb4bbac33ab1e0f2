import { describe, expect, it } from 'vitest'
import { TogetherAIChatGenerator, Tool, Toolset } from '../../../src/core/index.js'

const parameters = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] }
const weather = ({ city }: { city: string }) => `Sunny in ${city}`
const registry = { 'my.module.weather': weather }

describe('a tool from a dict', () => {
  it('has the function of its import path, and writes the path back', async () => {
    const dict = toolDict({ function: 'my.module.weather' })
    const tool = Tool.fromDict(dict, registry)
    expect(tool).toMatchObject({ name: 'weather', description: 'The weather', parameters })
    expect(tool.execute).toBe(weather)
    expect(await tool.validate({ city: 1 })).toHaveProperty('problem')
    expect(tool.toDict()).toEqual(dict)
  })

  it('may have no function: the application answers its calls', () => {
    const dict = toolDict({})
    expect(Tool.fromDict(dict).execute).toBeUndefined()
    expect(Tool.fromDict(dict).toDict()).toEqual(dict)
  })

  it('takes an async function, and writes it back as one', () => {
    const dict = toolDict({ async_function: 'my.module.weather' })
    expect(Tool.fromDict(dict, registry).execute).toBe(weather)
    expect(Tool.fromDict(dict, registry).toDict()).toEqual(dict)
  })

  it('takes the function before the async one, and keeps both paths', () => {
    const dict = toolDict({ function: 'my.module.weather', async_function: 'my.module.later' })
    const tool = Tool.fromDict(dict, { ...registry, 'my.module.later': async () => '' })
    expect(tool.execute).toBe(weather)
    expect(tool.toDict()).toEqual(dict)
  })

  it('keeps what means nothing here', () => {
    const dict = toolDict({
      function: 'my.module.weather',
      outputs_to_string: { source: 'text' },
      inputs_from_state: { city: 'city' },
      outputs_to_state: { report: { source: 'text' } },
    })
    expect(Tool.fromDict(dict, registry).toDict()).toEqual(dict)
  })

  it.each([
    ['a path which is not in the registry', toolDict({ function: 'os.system' })],
    ['a path which every object has', toolDict({ function: 'constructor' })],
    ['an async path which is not in it', toolDict({ function: 'my.module.weather', async_function: 'os.system' })],
    ['a function which is no path', toolDict({ function: 1 })],
    ['another type', { ...toolDict({}), type: 'haystack.tools.component_tool.ComponentTool' }],
    ['a field too many', toolDict({ needs_approval: true })],
    ['a field too few', { ...toolDict({}), data: { name: 'weather', description: '' } }],
    ['no data', { type: 'haystack.tools.tool.Tool' }],
    ['nothing', {}],
  ])('is refused with %s', (_, dict) => {
    expect(() => Tool.fromDict(dict, registry)).toThrow(expect.objectContaining({ code: 'serialization' }))
  })

  it('is refused with parameters which are no schema', () => {
    expect(() => Tool.fromDict(toolDict({ parameters: { type: 'invalid' } }))).toThrow(/valid JSON schema/)
  })

  it('keeps its own path where one function has two', () => {
    const both = { 'my.module.weather': weather, 'my.module.forecast': weather }
    const first = Tool.fromDict(toolDict({ function: 'my.module.weather' }), both)
    Tool.fromDict(toolDict({ function: 'my.module.forecast' }), both)
    expect(first.toDict()).toEqual(toolDict({ function: 'my.module.weather' }))
  })

  it('stays async where its dict has no function at all', () => {
    const { function: _, ...data } = toolDict({ async_function: 'my.module.weather' }).data
    const tool = Tool.fromDict({ type: 'haystack.tools.tool.Tool', data }, registry)
    expect(tool.toDict()).toEqual(toolDict({ async_function: 'my.module.weather' }))
  })
})

describe('the dict of a tool', () => {
  it('needs a function which came from a registry', () => {
    const tool = new Tool({ name: 'weather', description: '', parameters, execute: () => '' })
    expect(() => tool.toDict()).toThrow(
      expect.objectContaining({ code: 'serialization', message: expect.stringContaining('"weather"') }),
    )
  })

  it('is written without a function where there is none', () => {
    const tool = new Tool({ name: 'weather', description: 'The weather', parameters })
    expect(tool.toDict()).toEqual(toolDict({}))
  })

  it('has the path of a function which another dict brought', () => {
    Tool.fromDict(toolDict({ function: 'my.module.weather' }), { 'my.module.weather': weather })
    const { data } = new Tool({ name: 'own', description: '', parameters, execute: weather as () => string }).toDict()
    expect(data).toMatchObject({ name: 'own', function: 'my.module.weather' })
  })
})

describe('a toolset', () => {
  const dict = {
    type: 'haystack.tools.toolset.Toolset',
    data: { tools: [toolDict({ function: 'my.module.weather' }), toolDict({ name: 'other' })] },
  }

  it('is read from its dict and written back', () => {
    const toolset = Toolset.fromDict(dict, registry)
    expect([...toolset].map(({ name }) => name)).toEqual(['weather', 'other'])
    expect(toolset.toDict()).toEqual(dict)
  })

  it.each([
    ['another type', { ...dict, type: 'haystack_integrations.tools.mcp.MCPToolset' }],
    ['no tools', { ...dict, data: {} }],
    ['a tool of another type', { ...dict, data: { tools: [{ type: 'x', data: {} }] } }],
  ])('is refused with %s', (_, broken) => {
    expect(() => Toolset.fromDict(broken, registry)).toThrow(expect.objectContaining({ code: 'serialization' }))
  })

  it('is refused with two tools of one name', () => {
    const broken = { ...dict, data: { tools: [toolDict({}), toolDict({})] } }
    expect(() => Toolset.fromDict(broken)).toThrow(/Duplicate tool names/)
  })

  it('stays one inside a list of a generator’s tools', () => {
    const tools = [toolDict({ name: 'other' }), dict]
    const broken = { type: chatType, init_parameters: { tools: [...tools, toolDict({})] } }
    expect(() => TogetherAIChatGenerator.fromDict(broken, registry)).toThrow(/Duplicate tool names/)
    const single = { ...dict, data: { tools: [toolDict({ function: 'my.module.weather' })] } }
    const given = { type: chatType, init_parameters: { tools: [toolDict({ name: 'other' }), single] } }
    const { init_parameters: read } = TogetherAIChatGenerator.fromDict(given, registry).toDict()
    expect(read).toMatchObject({ tools: [toolDict({ name: 'other' }), single] })
  })

  it('becomes a list of its tools where it stands alone, as in Haystack', () => {
    const { init_parameters: read } = TogetherAIChatGenerator.fromDict(
      { type: chatType, init_parameters: { tools: dict } },
      registry,
    ).toDict()
    expect(read).toMatchObject({ tools: dict.data.tools })
  })
})

const chatType = 'haystack_integrations.components.generators.togetherai.chat.chat_generator.TogetherAIChatGenerator'

function toolDict(fields: Record<string, unknown>) {
  return {
    type: 'haystack.tools.tool.Tool',
    data: {
      name: 'weather',
      description: 'The weather',
      parameters,
      function: null,
      outputs_to_string: null,
      inputs_from_state: null,
      outputs_to_state: null,
      async_function: null,
      ...fields,
    } as Record<string, unknown>,
  }
}
