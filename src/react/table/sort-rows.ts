/**
 * The order of rows by one column: a merge sort in steps, so that 100,000 rows can be sorted without blocking the page.
 * The caller pauses between steps. Stable; empty cells are last in both directions.
 */
import { isNumber } from '../kit/numbers.ts'
import { isEmptyCell, plainCell } from './cell-text.ts'

/** The column and the direction. */
export interface Sorting {
  readonly column: number
  readonly isDescending: boolean
}

type Rows = readonly (readonly unknown[])[]
type Compare = (one: number, other: number) => number

const STEP = 2048
const RUN = 16

/** Each step takes about a millisecond. The result is the indices of the rows in their new order. */
export function* sortSteps(rows: Rows, { column, isDescending }: Sorting, collator: Intl.Collator): Generator<void, Uint32Array> {
  const numbers = new Float64Array(rows.length)
  let areNumbers = true
  let hasLong = false
  for (let index = 0; index < rows.length; index++) {
    const value = rows[index]?.[column]
    if (isEmptyCell(value)) numbers[index] = Number.NaN
    else if (isNumber(value) || typeof value === 'boolean') numbers[index] = Number(value)
    else areNumbers = false
    hasLong ||= typeof value === 'bigint'
    if (!areNumbers) break
    if (index % STEP === STEP - 1) yield
  }
  const sign = isDescending ? -1 : 1
  if (areNumbers) {
    return yield* mergeSort(rows.length, (one, other) => {
      const order = compareNumbers(numbers[one] ?? Number.NaN, numbers[other] ?? Number.NaN, sign)
      // Integers of 64 bits can be equal as numbers and still differ.
      return order !== 0 || !hasLong ? order : compareLong(rows[one]?.[column], rows[other]?.[column], sign)
    })
  }
  const texts: (string | null)[] = []
  for (let index = 0; index < rows.length; index++) {
    const value = rows[index]?.[column]
    // Texts that differ only after so many characters have no defined order.
    texts.push(isEmptyCell(value) ? null : plainCell(value).slice(0, 200))
    if (index % STEP === STEP - 1) yield
  }
  return yield* mergeSort(rows.length, (one, other) => compareTexts(texts[one] ?? null, texts[other] ?? null, sign, collator))
}

function compareNumbers(one: number, other: number, sign: number): number {
  if (Number.isNaN(one)) return Number.isNaN(other) ? 0 : 1
  if (Number.isNaN(other)) return -1
  return one === other ? 0 : one < other ? -sign : sign
}

function compareLong(one: unknown, other: unknown, sign: number): number {
  if (!isNumber(one) || !isNumber(other)) return 0
  return one < other ? -sign : one > other ? sign : 0
}

function compareTexts(one: string | null, other: string | null, sign: number, collator: Intl.Collator): number {
  if (one === null) return other === null ? 0 : 1
  return other === null ? -1 : collator.compare(one, other) * sign
}

function* mergeSort(length: number, compare: Compare): Generator<void, Uint32Array> {
  let from = Uint32Array.from({ length }, (_, index) => index)
  let to = new Uint32Array(length)
  let steps = 0
  for (let start = 0; start < length; start += RUN) {
    insertionSort(from, start, Math.min(start + RUN, length), compare)
    steps += RUN
    if (steps % STEP === 0) yield
  }
  for (let width = RUN; width < length; width *= 2) {
    for (let start = 0; start < length; start += width * 2) {
      const middle = Math.min(start + width, length)
      yield* merge(from, to, start, middle, Math.min(start + width * 2, length), compare)
    }
    ;[from, to] = [to, from]
  }
  return from
}

function insertionSort(order: Uint32Array, start: number, end: number, compare: Compare): void {
  for (let index = start + 1; index < end; index++) {
    const one = order[index] ?? 0
    let place = index
    for (; place > start && compare(order[place - 1] ?? 0, one) > 0; place--) order[place] = order[place - 1] ?? 0
    order[place] = one
  }
}

function* merge(from: Uint32Array, to: Uint32Array, start: number, middle: number, end: number, compare: Compare): Generator<void, void> {
  let left = start
  let right = middle
  for (let place = start; place < end; place++) {
    const takesLeft = left < middle && (right >= end || compare(from[left] ?? 0, from[right] ?? 0) <= 0)
    to[place] = from[takesLeft ? left++ : right++] ?? 0
    if (place % STEP === STEP - 1) yield
  }
}

/** Sorts at once, for small tables. */
export function sortAtOnce(steps: Generator<void, Uint32Array>): Uint32Array {
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}
