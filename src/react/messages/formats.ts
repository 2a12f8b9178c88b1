/** Numbers, times and plurals in the style of a locale. Words are in `Messages`. */

/** Texts by plural category (`one`, `few`, …). `other` is used for the categories that a language does not have. */
export type PluralForms = { readonly [Category in Intl.LDMLPluralRule]?: string } & { readonly other: string }

/** What texts are built with. One per locale; every function is pure. */
export interface Formats {
  /** The requested locale; `undefined` is the runtime's own. */
  readonly locale: string | undefined
  /** An integer beyond 2^53 is a BigInt. */
  number(value: number | bigint): string
  /** A value of the app with all its digits and no group separators: a year is 2025, and a seed can be copied. */
  plain(value: number | bigint): string
  /** A measured number in short: two significant digits below 10, whole numbers from 10 on. */
  short(value: number): string
  /** A fraction from 0 to 1 as a whole percentage. */
  percent(fraction: number): string
  /** A count of bytes in the largest fitting unit, one decimal. */
  bytes(count: number): string
  /** A count of bytes in the unit of `whole`, as a number alone: for "4.1 of 12 MB". */
  bytesAs(count: number, whole: number): string
  /** Milliseconds as `00:41` or `1:02:03`. */
  stopwatch(durationMs: number): string
  /** An instant (epoch milliseconds) with date and time. */
  instant(at: number): string
  /** The day of an instant (epoch milliseconds). */
  day(at: number): string
  list(items: readonly string[]): string
  /** Picks the form for a count. */
  plural(count: number, forms: PluralForms): string
  /** Picks the form for a place: 1st, 2nd, 3rd. */
  ordinal(place: number, forms: PluralForms): string
}

const BYTE_UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const

/** Makes the formats of a locale. An unknown locale falls back to the runtime's own. */
export function createFormats(locale?: string): Formats {
  const known = knownLocale(locale)
  const decimal = new Intl.NumberFormat(known, { maximumFractionDigits: 12 })
  const digits = new Intl.NumberFormat(known, { useGrouping: false, maximumSignificantDigits: 21 })
  const percentage = new Intl.NumberFormat(known, { style: 'percent', maximumFractionDigits: 0 })
  const twoDigits = new Intl.NumberFormat(known, { minimumIntegerDigits: 2, useGrouping: false })
  const dateTime = new Intl.DateTimeFormat(known, { dateStyle: 'medium', timeStyle: 'medium' })
  const date = new Intl.DateTimeFormat(known, { dateStyle: 'medium' })
  const conjunction = new Intl.ListFormat(known, { type: 'conjunction' })
  const cardinalRules = new Intl.PluralRules(known)
  const ordinalRules = new Intl.PluralRules(known, { type: 'ordinal' })
  return {
    locale: known,
    number: (value) => decimal.format(value),
    // Very large and very small numbers are written with an exponent, as in JavaScript and Python, since their digits
    // would be zeros.
    plain: (value) => (typeof value === 'number' && isExtreme(value) ? String(value) : digits.format(value)),
    short: (value) => decimal.format(value < 10 ? Math.round(value * 10) / 10 : Math.round(value)),
    percent: (fraction) => percentage.format(Math.min(1, Math.max(0, fraction))),
    bytes(count) {
      const power = bytePower(count)
      const unit = BYTE_UNITS[power] ?? 'byte'
      const options = { style: 'unit', unit, unitDisplay: power === 0 ? 'long' : 'short', maximumFractionDigits: 1 } as const
      return new Intl.NumberFormat(known, options).format(count / 1000 ** power)
    },
    bytesAs: (count, whole) => decimal.format(Math.round((count / 1000 ** bytePower(whole)) * 10) / 10),
    stopwatch(durationMs) {
      const total = Math.max(0, Math.floor(durationMs / 1000))
      const hours = Math.floor(total / 3600)
      const tail = `${twoDigits.format(Math.floor(total / 60) % 60)}:${twoDigits.format(total % 60)}`
      return hours > 0 ? `${decimal.format(hours)}:${tail}` : tail
    },
    instant: (at) => dateTime.format(at),
    day: (at) => date.format(at),
    list: (items) => conjunction.format(items),
    plural: (count, forms) => forms[cardinalRules.select(count)] ?? forms.other,
    ordinal: (place, forms) => forms[ordinalRules.select(place)] ?? forms.other,
  }
}

function isExtreme(value: number): boolean {
  return value !== 0 && Number.isFinite(value) && (Math.abs(value) >= 1e21 || Math.abs(value) < 1e-6)
}

/** The power of 1024 whose unit fits a count. */
function bytePower(count: number): number {
  return count < 1 ? 0 : Math.min(BYTE_UNITS.length - 1, Math.floor(Math.log10(count) / 3))
}

function knownLocale(locale: string | undefined): string | undefined {
  if (!locale) return undefined
  try {
    return Intl.NumberFormat.supportedLocalesOf(locale)[0]
  } catch {
    return undefined // not a language tag at all
  }
}
