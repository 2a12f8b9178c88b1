/** Lets one go after the other, in the order they asked. */

export class TurnQueue {
  #last: Promise<unknown> = Promise.resolve()
  #count = 0

  /** Whoever asks now has to wait. */
  get isTaken(): boolean {
    return this.#count > 0
  }

  /** Resolves when all who asked before have finished; `finished` is when this one has. */
  take(finished: Promise<unknown>): Promise<void> {
    const turn = this.#last.then(() => undefined)
    this.#last = turn.then(() => finished)
    this.#count += 1
    void this.#last.finally(() => (this.#count -= 1))
    return turn
  }
}
