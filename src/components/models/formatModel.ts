/**
 * A context length (tokens) in few letters: 131,072 is `128K`, 1,048,576 is `1M`. What is no round number of thousands
 * is counted by 1,024, as models are built.
 */
export function formatContextLength(tokens: number, locale = 'en'): string {
  return compact(locale).format(inThousands(tokens))
}

/** A price (US dollars) with as many digits as it needs: `$0.88`, `$0.0125`. */
export function formatPrice(dollars: number, locale = 'en'): string {
  return (dollars < 0.01 ? fractionsOfACent : cents)(locale).format(dollars)
}

const kibi = 1024
const mebi = kibi * kibi

function inThousands(tokens: number): number {
  if (tokens % 1000 === 0 || tokens % kibi !== 0) return tokens
  return tokens < mebi ? (tokens / kibi) * 1e3 : (tokens / mebi) * 1e6
}

const price: Intl.NumberFormatOptions = { style: 'currency', currency: 'USD', currencyDisplay: 'narrowSymbol' }
const compact = madeOnce({ notation: 'compact', maximumFractionDigits: 1 })
const cents = madeOnce({ ...price, minimumFractionDigits: 2, maximumFractionDigits: 4 })
const fractionsOfACent = madeOnce({ ...price, maximumSignificantDigits: 2 })

/** A format by locale: to make one takes longer than to render a row. */
function madeOnce(options: Intl.NumberFormatOptions): (locale: string) => Intl.NumberFormat {
  const formats = new Map<string, Intl.NumberFormat>()
  return (locale) => {
    const format = formats.get(locale) ?? new Intl.NumberFormat(locale, options)
    formats.set(locale, format)
    return format
  }
}
