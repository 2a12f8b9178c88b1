/** A queue of turns, in the order of the requests. */

export class TurnQueue {
  #last: Promise<unknown> = Promise.resolve()
  #count = 0

  /** Whether a new request has to wait. */
  get isTaken(): boolean {
    return this.#count > 0
  }

  /** Resolves when all earlier ones have finished; `finished` is the end of this one. */
  take(finished: Promise<unknown>): Promise<void> {
    const turn = this.#last.then(() => undefined)
    this.#last = turn.then(() => finished)
    this.#count += 1
    void this.#last.finally(() => (this.#count -= 1))
    return turn
  }
}
