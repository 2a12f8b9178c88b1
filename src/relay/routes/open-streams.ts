/** Streams that clients hold open, so that a relay that is closed can end them. */
export class OpenStreams {
  readonly #ends = new Set<() => void>()

  get size(): number {
    return this.#ends.size
  }

  /** Counts a stream as open; the returned function ends that. */
  add(end: () => void): () => void {
    this.#ends.add(end)
    return () => void this.#ends.delete(end)
  }

  /** Ends all of them, each after what it is sending. */
  end(): void {
    for (const end of this.#ends) end()
  }
}
