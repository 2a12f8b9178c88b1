/**
 * The order of rows by one column. A merge sort in steps, so that 100,000 rows can be sorted without holding up the page:
 * whoever drives it stops for a moment whenever it has had its share of a frame. Stable; empty cells are last, whichever way.
 */
import { isEmptyCell, plainCell } from './cell-text.ts'

/** By which column, and which way. */
export interface Sorting {
  readonly column: number
  readonly isDescending: boolean
}

type Rows = readonly (readonly unknown[])[]
type Compare = (one: number, other: number) => number

const STEP = 2048
const RUN = 16

/** Each step is about a millisecond; the answer is the indices of rows in their new order. */
export function* sortSteps(rows: Rows, { column, isDescending }: Sorting, collator: Intl.Collator): Generator<void, Uint32Array> {
  const numbers = new Float64Array(rows.length)
  let areNumbers = true
  for (let index = 0; index < rows.length; index++) {
    const value = rows[index]?.[column]
    if (isEmptyCell(value)) numbers[index] = Number.NaN
    else if (typeof value === 'number' || typeof value === 'boolean') numbers[index] = Number(value)
    else areNumbers = false
    if (!areNumbers) break
    if (index % STEP === STEP - 1) yield
  }
  const sign = isDescending ? -1 : 1
  if (areNumbers) {
    return yield* mergeSort(rows.length, (one, other) => compareNumbers(numbers[one] ?? Number.NaN, numbers[other] ?? Number.NaN, sign))
  }
  const texts: (string | null)[] = []
  for (let index = 0; index < rows.length; index++) {
    const value = rows[index]?.[column]
    // What differs only after so many characters is in whatever order.
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

/** Sorts at once: for what is small. */
export function sortAtOnce(steps: Generator<void, Uint32Array>): Uint32Array {
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}
