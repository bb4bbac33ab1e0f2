/** What a search looks in: the text, and the same without what people leave out (`llama3.3` finds `Llama 3.3`). */
export function searchTextOf(text: string): string {
  return `${plain(text)}\n${joined(plain(text))}`
}

/** The options in which each word of the search occurs, in whatever order. */
export function findOptions<Option extends { readonly searchText: string }>(
  options: readonly Option[],
  search: string,
): readonly Option[] {
  const words = plain(search).split(/\s+/).filter(Boolean)
  if (words.length === 0) return options
  return options.filter(({ searchText }) =>
    words.every((word) => searchText.includes(word) || searchText.includes(joined(word))),
  )
}

/** Without case and accents. */
function plain(text: string): string {
  return text.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '')
}

function joined(text: string): string {
  return text.replace(/[\s._/-]/g, '')
}
