import { collator, type ModelOption } from './listModelOptions.js'

/** Options below one heading; null for none. */
export interface ModelSection {
  readonly key: string
  readonly label: string | null
  readonly options: readonly ModelOption[]
}

export interface SectionsOptions {
  /** Ids, in the order in which they come first. */
  recommended: readonly string[]
  groupBy: 'organization' | undefined
  labels: { readonly recommended: string; readonly other: string }
}

/** The current model which is not listed, the recommended ones in their own order, then the others as they come. */
export function modelSections(options: readonly ModelOption[], how: SectionsOptions): ModelSection[] {
  const { recommended, groupBy, labels } = how
  const isFirst = new Set(recommended)
  const missing = options.filter(({ isMissing }) => isMissing)
  const listed = options.filter(({ isMissing }) => !isMissing)
  const first = [...isFirst].flatMap((id) => listed.find((option) => option.id === id) ?? [])
  const rest = listed.filter(({ id }) => !isFirst.has(id))
  const others = groupBy
    ? byOrganization(rest, labels.other)
    : [{ key: 'other', label: first.length > 0 ? labels.other : null, options: rest }]
  const sections = [
    { key: 'missing', label: null, options: missing },
    { key: 'recommended', label: labels.recommended, options: first },
    ...others,
  ]
  return sections.filter((section) => section.options.length > 0)
}

function byOrganization(options: readonly ModelOption[], other: string): ModelSection[] {
  const groups = new Map<string, ModelOption[]>()
  for (const option of options) {
    const group = groups.get(option.organization ?? '')
    if (group) group.push(option)
    else groups.set(option.organization ?? '', [option])
  }
  // Those of nobody come last.
  return [...groups]
    .sort(([a], [b]) => Number(a === '') - Number(b === '') || collator.compare(a, b))
    .map(([owner, models]) => ({ key: `of ${owner}`, label: owner || other, options: models }))
}
