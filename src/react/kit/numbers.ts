/** Reads numbers as people write them, without losing a digit: an integer beyond 2^53 is a BigInt. */

/** Largest power of ten that is written out. */
const MAX_EXPONENT = 400

/** A number, or a BigInt for an integer that is too long for one. */
export function isNumber(value: unknown): value is number | bigint {
  return typeof value === 'number' || typeof value === 'bigint'
}

/** Reads a number; `null` if it is not a number, or too large to be sent. A fraction is rounded as usual. */
export function readNumberText(text: string): number | bigint | null {
  if (/^[+-]?\d+$/.test(text)) return readWholeText(text)
  const value = Number(text)
  return text !== '' && Number.isFinite(value) ? value : null
}

/** Reads a whole number, also `1e3` and `2.50e1`, digit by digit; `null` for anything else. */
export function readWholeText(text: string): number | bigint | null {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = /^([+-]?)(\d*)\.?(\d*)(?:e([+-]?\d{1,6}))?$/i.exec(text) ?? []
  const digits = whole + fraction
  const shift = Number(exponent) - fraction.length
  if (digits === '' || digits.length + Math.max(0, shift) > MAX_EXPONENT) return null
  const cut = shift < 0 ? digits.length + shift : digits.length
  if (/[1-9]/.test(digits.slice(Math.max(0, cut)))) return null
  const value = BigInt(`${sign}${digits.slice(0, Math.max(0, cut)) || '0'}${'0'.repeat(Math.max(0, shift))}`)
  const number = Number(value)
  return Number.isSafeInteger(number) ? number : value
}
