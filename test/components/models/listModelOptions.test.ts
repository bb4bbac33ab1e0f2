import { describe, expect, it } from 'vitest'
import { findOptions } from '../../../src/components/models/findOptions.js'
import { listModelOptions } from '../../../src/components/models/listModelOptions.js'
import { modelSections } from '../../../src/components/models/modelSections.js'
import { priceOf } from '../../../src/components/models/priceOf.js'
import type { ModelInfo } from '../../../src/hooks/index.js'
import { simulatorModels } from '../../../src/testing/index.js'

const labels = { recommended: 'Recommended', other: 'More' }
const llama: ModelInfo = { id: 'meta-llama/Llama-3.3-70B', display_name: 'Llama 3.3 70B', organization: 'Meta' }
const small: ModelInfo = { id: 'meta-llama/Llama-3.1-8B', display_name: 'Llama 3.1 8B', organization: 'Meta' }
const qwen: ModelInfo = { id: 'Qwen/Qwen3', display_name: 'Qwen3', organization: 'Qwen' }
const own: ModelInfo = { id: 'me/Fine-Tuned' }

function namesOf(models: readonly ModelInfo[], value: string | null = null): string[] {
  return listModelOptions(models, value, {}).map(({ name }) => name)
}

function found(search: string): string[] {
  return findOptions(listModelOptions([llama, small, qwen, own], null, {}), search).map(({ id }) => id)
}

describe('The options', () => {
  it('are sorted by name, numbers by their size', () => {
    const of = (name: string): ModelInfo => ({ id: name, display_name: name })
    expect(namesOf([of('Llama 70B'), of('b'), of('Llama 8B'), of('A')])).toEqual(['A', 'b', 'Llama 8B', 'Llama 70B'])
  })

  it('are named by their id where there is no other name', () => {
    expect(namesOf([own, { id: 'x', display_name: ' ' }, { id: 'y/' }])).toEqual(['Fine-Tuned', 'x', 'y/'])
  })

  it('hold each model once', () => {
    expect(namesOf([llama, llama])).toEqual(['Llama 3.3 70B'])
  })

  it('begin with the current model where it is not listed', () => {
    const [first, second] = listModelOptions([llama], 'gone/Model-1', {})
    expect(first).toMatchObject({ id: 'gone/Model-1', name: 'Model-1', isMissing: true, price: null })
    expect(second).toMatchObject({ id: llama.id, isMissing: false })
  })

  it('tell models of one name apart', () => {
    const twin = { ...llama, id: 'other/Llama-3.3-70B' }
    expect(listModelOptions([llama, qwen, twin], null, {}).map(({ isNamesake }) => isNamesake)).toEqual([
      true,
      true,
      false,
    ])
  })

  it('leave out deceiving characters, and whatever is not what it should be', () => {
    const odd = { id: 'a', display_name: 7, organization: ['x'], context_length: 'long', pricing: null }
    expect(listModelOptions([odd as unknown as ModelInfo], null, {})[0]).toMatchObject({
      name: 'a',
      organization: null,
      contextLength: null,
      price: null,
    })
    expect(namesOf([{ id: 'a', display_name: 'ab\u202Ecd' }])).toEqual(['abcd'])
  })

  it('take the prices of the app before those of the server', () => {
    const priced = { ...llama, pricing: { input: 1, output: 2 } }
    const [option] = listModelOptions([priced], null, { [llama.id]: { input: 0.5, output: 0.6 } })
    expect(option?.price).toEqual({ input: 0.5, output: 0.6 })
  })

  it('are those of the simulator', () => {
    expect(
      listModelOptions(
        simulatorModels.map((model) => ({ ...model })),
        null,
        {},
      ),
    ).toHaveLength(simulatorModels.length)
  })
})

describe('A price', () => {
  it.each([
    ['is free only where the server says 0 for both', { input: 0, output: 0 }, 'free'],
    ['is not free where hours are paid', { input: 0, output: 0, hourly: 2.5 }, null],
    ['is not known without numbers', { input: undefined, output: undefined }, null],
    ['is not free where one of them is missing', { input: 0 }, null],
    ['has no 0 beside another one', { input: 0, output: 0.5 }, { input: null, output: 0.5 }],
    ['may have one side', { input: 0.2 }, { input: 0.2, output: null }],
    ['has two sides', { input: 0.2, output: 0.6 }, { input: 0.2, output: 0.6 }],
    ['is not what is no price', { input: -1, output: Number.NaN }, null],
  ] as const)('%s', (_, pricing, price) => {
    expect(priceOf(pricing)).toEqual(price)
  })

  it('is not known where there is none', () => {
    expect(priceOf(undefined)).toBeNull()
    expect(priceOf(null)).toBeNull()
  })
})

describe('The search', () => {
  it.each([
    ['name', 'qwen3', [qwen.id]],
    ['id', 'meta-llama/llama-3.3', [llama.id]],
    ['organisation', 'META', [small.id, llama.id]],
    ['words in another order', '70b llama', [llama.id]],
    ['words without their spaces', 'llama3.3', [llama.id]],
    ['words with other signs', 'fine tuned', [own.id]],
    ['accents', 'llamá 8b', [small.id]],
  ])('finds by %s', (_, search, ids) => {
    expect(found(search)).toEqual(ids)
  })

  it('finds everything by nothing, and nothing by what is not there', () => {
    expect(found('  ')).toHaveLength(4)
    expect(found('gpt')).toEqual([])
  })
})

describe('The sections', () => {
  const options = listModelOptions([llama, small, qwen, own], 'gone', {})
  const shape = (sections: ReturnType<typeof modelSections>) =>
    sections.map(({ label, options }) => [label, ...options.map(({ name }) => name)])

  it('are one without a heading, after the model which is missing', () => {
    expect(shape(modelSections(options, { recommended: [], groupBy: undefined, labels }))).toEqual([
      [null, 'gone'],
      [null, 'Fine-Tuned', 'Llama 3.1 8B', 'Llama 3.3 70B', 'Qwen3'],
    ])
  })

  it('begin with the recommended ones, in their order, as far as they are there', () => {
    const recommended = [qwen.id, 'unknown', llama.id, qwen.id]
    expect(shape(modelSections(options, { recommended, groupBy: undefined, labels }))).toEqual([
      [null, 'gone'],
      ['Recommended', 'Qwen3', 'Llama 3.3 70B'],
      ['More', 'Fine-Tuned', 'Llama 3.1 8B'],
    ])
  })

  it('are the organisations, those without one last', () => {
    expect(shape(modelSections(options, { recommended: [], groupBy: 'organization', labels }))).toEqual([
      [null, 'gone'],
      ['Meta', 'Llama 3.1 8B', 'Llama 3.3 70B'],
      ['Qwen', 'Qwen3'],
      ['More', 'Fine-Tuned'],
    ])
  })
})
