/** The forms of a noun by the plural rules of a language; `other` stands for those which are the same. */
export type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string }

/** Numbers of a language: written, counted with a noun, as a price, as a share. */
export interface Numbers {
  number(value: number, digits?: number): string
  /** `#` in a form stands for the number. */
  counted(count: number, forms: Forms): string
  /** US dollars. */
  price(dollars: number): string
  /** From 0 to 1. */
  percent(share: number, digits?: number): string
}

/** Makes the numbers of a language, such as `de` or `ar`. */
export function createNumbers(locale: string): Numbers {
  const plurals = new Intl.PluralRules(locale)
  const number = (value: number, digits = 0) => value.toLocaleString(locale, { maximumFractionDigits: digits })
  return {
    number,
    counted(count, forms) {
      const form = forms[plurals.select(count)] ?? forms.other
      return form.replace('#', number(count))
    },
    price(dollars) {
      const digits = dollars < 0.1 ? { maximumSignificantDigits: 2 } : { maximumFractionDigits: 2 }
      return dollars.toLocaleString(locale, { style: 'currency', currency: 'USD', ...digits })
    },
    percent: (share, digits = 0) => share.toLocaleString(locale, { style: 'percent', maximumFractionDigits: digits }),
  }
}

/** Few digits, more for a small number: 0.34, 3.4, 34. */
export function digitsOf(value: number): number {
  if (value < 1) return 2
  return value < 10 ? 1 : 0
}
