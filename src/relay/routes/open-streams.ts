/** Streams that clients hold open, so that a relay that is closed can end them. */
export class OpenStreams {
  readonly #ends = new Set<() => void>()
  #onEmpty: Array<() => void> = []
  #isFinished = false

  get size(): number {
    return this.#ends.size
  }

  /** Counts a stream as open; the returned function ends that. */
  add(end: () => void): () => void {
    this.#ends.add(end)
    if (this.#isFinished) end()
    return () => {
      if (!this.#ends.delete(end) || this.#ends.size > 0) return
      const listeners = this.#onEmpty
      this.#onEmpty = []
      for (const listener of listeners) listener()
    }
  }

  /** Ends all of them, and those that still come. Resolves when none is open. */
  finish(): Promise<void> {
    this.#isFinished = true
    this.end()
    return this.#ends.size === 0 ? Promise.resolve() : new Promise((resolve) => void this.#onEmpty.push(resolve))
  }

  /** Ends all of them, each after what it has to send. */
  end(): void {
    for (const end of this.#ends) end()
  }
}
