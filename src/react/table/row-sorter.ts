/** Sorts large tables in pieces, between frames. Rows that come while it sorts are sorted after it is through, so that a stream never starves it. */
import { sortSteps } from './sort-rows.ts'
import type { Sorting } from './sort-rows.ts'

type Rows = readonly (readonly unknown[])[]

/** Share of a frame that sorting takes. */
const SLICE_MS = 8

/** What a sorter is made with. */
export interface RowSorterOptions {
  readonly sorting: Sorting
  readonly collator: Intl.Collator
  readonly onSorted: (order: Uint32Array) => void
  /** @defaultValue `performance.now` */
  readonly now?: () => number
  /** Goes on a moment later; gives what calls that off. @defaultValue `setTimeout` without a delay */
  readonly later?: (goOn: () => void) => () => void
}

/** A sorter that is under way or waits for rows. */
export interface RowSorter {
  /** Sorts these rows as soon as it is through with those before. */
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
