const bareAddress = 'a bare address is a link in GitHub Flavored Markdown'
const asUrlStandard = 'an address is written as the URL standard writes it'

/** The examples which are shown in another way than specified, each with the reason. */
export const deviations: Readonly<Record<string, string>> = {
  'commonmark 25': 'the whole table of named entities is 30 kB: the seldom ones are shown as they stand',
  'commonmark 526': asUrlStandard,
  'commonmark 538': asUrlStandard,
  'commonmark 602': bareAddress,
  'commonmark 603': asUrlStandard,
  'commonmark 608': bareAddress,
  'commonmark 611': bareAddress,
  'commonmark 612': bareAddress,
}
