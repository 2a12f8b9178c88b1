/**
 * Sorts large tables in pieces, between frames. Rows that come during a sort are sorted after it, so that a stream
 * cannot keep it from finishing.
 */
import { sortSteps } from './sort-rows.ts'
import type { Sorting } from './sort-rows.ts'

type Rows = readonly (readonly unknown[])[]

/** The share of a frame that sorting takes, in milliseconds. */
const SLICE_MS = 8

/** What a sorter is made with. */
export interface RowSorterOptions {
  readonly sorting: Sorting
  readonly collator: Intl.Collator
  readonly onSorted: (order: Uint32Array) => void
  /** @defaultValue `performance.now` */
  readonly now?: () => number
  /** Continues a moment later; returns a function that cancels that. @defaultValue `setTimeout` without a delay */
  readonly later?: (goOn: () => void) => () => void
}

/** A sorter that is running or waits for rows. */
export interface RowSorter {
  /** Sorts these rows after the rows before them. */
  take(rows: Rows): void
  stop(): void
}

function afterFrame(goOn: () => void): () => void {
  const timer = setTimeout(goOn, 0)
  return () => clearTimeout(timer)
}

/** Makes a sorter for one column and direction. */
export function createRowSorter(options: RowSorterOptions): RowSorter {
  const { sorting, collator, onSorted, now = () => performance.now(), later = afterFrame } = options
  let steps: Generator<void, Uint32Array> | null = null
  let next: Rows | null = null
  let callOff = (): void => {}

  function goOn(): void {
    if (steps === null) return
    const until = now() + SLICE_MS
    let step = steps.next()
    while (!step.done && now() < until) step = steps.next()
    if (!step.done) {
      callOff = later(goOn)
      return
    }
    steps = null
    onSorted(step.value)
    begin()
  }

  function begin(): void {
    if (next === null || steps !== null) return
    steps = sortSteps(next, sorting, collator)
    next = null
    callOff = later(goOn)
  }

  return {
    take(rows) {
      next = rows
      begin()
    },
    stop() {
      callOff()
      steps = null
      next = null
    },
  }
}
