/** Lets one go after the other, in the order they asked. */

export class TurnQueue {
  #last: Promise<unknown> = Promise.resolve()

  /** Resolves when all who asked before have finished; `finished` is when this one has. */
  take(finished: Promise<unknown>): Promise<void> {
    const turn = this.#last.then(() => undefined)
    this.#last = turn.then(() => finished)
    return turn
  }
}
