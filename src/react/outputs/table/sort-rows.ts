/** The order of a table's rows by one column: numbers by size, texts as people sort them, empty cells last. */
import { cellText } from './read-table.ts'

export interface Sorting {
  readonly column: number
  readonly isDescending: boolean
}

/** Beyond this many rows texts are compared by their letters' codes, which is much quicker. */
const COLLATED_ROWS = 20_000

/** Indices of the rows in the order they are drawn; `null` where that is their own. */
export function sortRows(rows: readonly (readonly unknown[])[], sorting: Sorting | null): Uint32Array | null {
  if (!sorting) return null
  const { column, isDescending } = sorting
  const order = Uint32Array.from(rows, (_, index) => index)
  const sign = isDescending ? -1 : 1
  const numbers = Float64Array.from(rows, (row) => toNumber(row[column]))
  if (numbers.every((number, index) => !Number.isNaN(number) || isEmpty(rows[index]?.[column]))) {
    return order.toSorted((a, b) => compareNumbers(numbers[a] ?? Number.NaN, numbers[b] ?? Number.NaN, sign) || a - b)
  }
  const texts = rows.map((row) => cellText(row[column]))
  const { compare } = rows.length <= COLLATED_ROWS ? new Intl.Collator(undefined, { numeric: true }) : { compare: compareCodes }
  return order.toSorted((a, b) => compareTexts(texts[a] ?? '', texts[b] ?? '', sign, compare) || a - b)
}

function toNumber(cell: unknown): number {
  return typeof cell === 'number' ? cell : typeof cell === 'boolean' ? Number(cell) : Number.NaN
}

function isEmpty(cell: unknown): boolean {
  return cell === null || cell === undefined || cell === '' || (typeof cell === 'number' && Number.isNaN(cell))
}

function compareNumbers(a: number, b: number, sign: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b))
  return a === b ? 0 : (a < b ? -1 : 1) * sign
}

function compareTexts(a: string, b: string, sign: number, compare: (a: string, b: string) => number): number {
  if (a === '' || b === '') return Number(a === '') - Number(b === '')
  return compare(a, b) * sign
}

function compareCodes(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1
}
