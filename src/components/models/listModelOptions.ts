import type { ModelInfo } from '../../core/index.js'
import type { Prices } from '../../store/index.js'
import { cleanText } from '../markdown/cleanText.js'
import { searchTextOf } from './findOptions.js'
import { type ModelPrice, priceOf } from './priceOf.js'

/** A model as the list shows it. */
export interface ModelOption {
  readonly id: string
  /** Where it is in the whole list, whatever a search hides. */
  readonly place: number
  readonly name: string
  readonly organization: string | null
  /** In tokens. */
  readonly contextLength: number | null
  readonly price: ModelPrice | 'free' | null
  /** It is the current one, and the server does not list it. */
  readonly isMissing: boolean
  /** Another one has the same name. */
  readonly isNamesake: boolean
  readonly searchText: string
}

export const collator: Intl.Collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' })

/** The models by name, each once; the current one first when it is not among them. `prices` win over those of the server. */
export function listModelOptions(models: readonly ModelInfo[], value: string | null, prices: Prices): ModelOption[] {
  const byId = new Map(models.map((model) => [model.id, factsOf(model, prices)]))
  const listed = [...byId.values()].sort((a, b) => collator.compare(a.name, b.name) || collator.compare(a.id, b.id))
  const isMissing = value !== null && !byId.has(value)
  const all = isMissing ? [factsOf({ id: value }, prices), ...listed] : listed
  return all.map((facts, place) => ({
    ...facts,
    place,
    isMissing: isMissing && place === 0,
    isNamesake: [all[place - 1], all[place + 1]].some((beside) => beside?.name === facts.name),
  }))
}

/** What people call a model: its display name, else its id without the organisation. */
export function modelName({ id, display_name: name }: ModelInfo): string {
  return textOf(name) || cleanText(id.slice(id.lastIndexOf('/') + 1)) || cleanText(id)
}

type ModelFacts = Omit<ModelOption, 'place' | 'isMissing' | 'isNamesake'>

function factsOf(model: ModelInfo, prices: Prices): ModelFacts {
  const { id, organization, context_length: length } = model
  const name = modelName(model)
  const owner = textOf(organization)
  return {
    id,
    name,
    organization: owner || null,
    contextLength: typeof length === 'number' && length > 0 ? length : null,
    price: priceOf(Object.hasOwn(prices, id) ? prices[id] : model.pricing),
    searchText: searchTextOf(`${name} ${id} ${owner}`),
  }
}

/** A server's JSON may hold anything. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? cleanText(value).trim() : ''
}
