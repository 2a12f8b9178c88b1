/**
 * The values of one run on the wire, edited in place. They are frozen when they are read: values that were handed out
 * never change, and everything that an edit does not touch is shared with the values before. The steps between two
 * freezes are a stretch. A step inside a stretch can still be read later: it is then made again from the stretch's
 * beginning.
 */
import { applyEdits } from '../protocol/output-diff.ts'
import type { EditOwner } from '../protocol/output-diff.ts'
import { sizeOf } from './value-size.ts'

/** Most steps of a stretch: it limits the work for a step inside it, and what a kept step keeps in memory. */
const MOST_STEPS = 256

/** Steps until a size that was counted on is taken anew. */
const SIZED_AFTER = 1000

type Values = readonly unknown[]

/** Steps between two freezes. */
class Stretch {
  readonly #base: Values
  readonly #steps: Values[] = []
  /** Where the last repeated step ended; read in order, steps are made with one copy each. */
  #made: { readonly count: number; readonly values: Values } | null = null

  constructor(base: Values) {
    this.#base = base
  }

  get length(): number {
    return this.#steps.length
  }

  add(edits: Values): void {
    this.#steps.push(edits)
  }

  /** The values after this many steps. */
  valuesAfter(count: number): Values {
    const from = this.#made !== null && this.#made.count <= count ? this.#made : { count: 0, values: this.#base }
    const values = [...from.values]
    const owner: EditOwner = { containers: null }
    for (const edits of this.#steps.slice(from.count, count)) editAll(values, edits, owner)
    this.#made = { count, values }
    return values
  }
}

/** Values in the making. */
export class WireDraft {
  #values: unknown[]
  #owner: EditOwner = { containers: null }
  #stretch: Stretch
  /** Approximate number of characters of the values. */
  size: number
  /** Steps since the values themselves were looked at for it: what edits replace is not taken off. */
  #unsized = 0

  /** Takes whole values that belong to another object. */
  constructor(values: Values) {
    this.#values = [...values]
    this.#stretch = new Stretch(values)
    this.size = sizeOf(values)
  }

  /** The present values, for reading only; do not keep them. */
  get values(): Values {
    return this.#values
  }

  get stretch(): Stretch {
    return this.#stretch
  }

  /**
   * Takes a step: edits for each value. An edit that cannot be applied makes its value `undefined`; returns the reason
   * the first time.
   */
  edit(edits: Values): unknown {
    if (this.#stretch.length >= MOST_STEPS) this.freeze()
    this.#stretch.add(edits)
    for (const each of edits) this.size += sizeOfEdits(each)
    this.#unsized += 1
    return editAll(this.#values, edits, this.#owner)
  }

  /** The present values, which never change afterwards. A new stretch begins. */
  freeze(): Values {
    const frozen = [...this.#values]
    this.#owner = { containers: null }
    this.#stretch = new Stretch(frozen)
    if (this.#unsized >= SIZED_AFTER) [this.size, this.#unsized] = [sizeOf(frozen), 0]
    return frozen
  }
}

/** Edits each value. Returns the first failure of a value that was not lost before. */
function editAll(values: unknown[], edits: Values, owner: EditOwner): unknown {
  let failure: unknown
  for (let index = 0; index < values.length; index++) {
    const before = values[index]
    try {
      values[index] = applyEdits(before, edits[index], owner)
    } catch (error) {
      values[index] = undefined
      // Reported once: later edits of a lost value can only fail too.
      if (before !== undefined) failure ??= error
    }
  }
  return failure
}

/** Approximate size of what edits add: their texts and values. */
function sizeOfEdits(edits: unknown): number {
  if (!Array.isArray(edits)) return 0
  let size = 0
  for (const edit of edits) {
    const operand: unknown = Array.isArray(edit) ? edit[2] : null
    size += typeof operand === 'string' ? operand.length : operand === null || operand === undefined ? 0 : sizeOf(operand)
  }
  return size
}
