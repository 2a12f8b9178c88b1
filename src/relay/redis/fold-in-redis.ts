/**
 * Folds a run that Redis keeps: reads its newer messages, finds those that later ones have replaced, and drops them. A
 * reader gets right values at every moment between: the whole value is there before what it replaces goes, and of that
 * the oldest goes last.
 */
import { RunFold } from '../log/fold-run.ts'
import type { FoldableMessage } from '../log/fold-run.ts'

/** The store, for one run. */
export interface FoldableRun {
  /** Its messages with a higher number, as a reader that has those up to `number` gets them. */
  readAfter(number: number): Promise<readonly FoldableMessage[]>
  keepWhole(texts: ReadonlyMap<number, string>): Promise<void>
  /** `firstKept` is the number of the first value that is kept; 0: not known yet. */
  dropReplaced(numbers: readonly number[], firstValue: number, firstKept: number): Promise<void>
}

/** Messages that are dropped in one step: Redis answers nothing else meanwhile. */
const STEP = 500

/** The progress of folding one run. Of no use after a call that rejected: begin with a new one. */
export class RedisFold {
  /** Characters that came since the last folding. */
  newLength = 0
  readonly #fold = new RunFold()
  #until = 0

  async fold(run: FoldableRun): Promise<void> {
    this.newLength = 0
    const messages = await run.readAfter(this.#until)
    this.#until = messages.at(-1)?.number ?? this.#until
    const { gone, whole } = this.#fold.fold(messages)
    if (whole.size > 0) await run.keepWhole(whole)
    const numbers = [...gone].toSorted((one, other) => other - one)
    const { firstValue, firstKept } = this.#fold
    for (let begin = 0; begin < numbers.length; begin += STEP) {
      const isLast = begin + STEP >= numbers.length
      await run.dropReplaced(numbers.slice(begin, begin + STEP), firstValue ?? 0, isLast ? (firstKept ?? 0) : 0)
    }
  }
}
