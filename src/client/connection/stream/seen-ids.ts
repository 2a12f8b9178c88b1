/** The last ids of a session, so that a repeated message, by stream or poll, is dropped. */

const KEPT = 2000

export class SeenIds {
  #current = new Set<string>()
  #previous = new Set<string>()

  has(id: string): boolean {
    return this.#current.has(id) || this.#previous.has(id)
  }

  /**
   * True the first time. Forgets ids that are more than two thousand messages old: a resume never goes back that far.
   */
  add(id: string): boolean {
    if (this.#current.has(id) || this.#previous.has(id)) return false
    if (this.#current.size >= KEPT) [this.#previous, this.#current] = [this.#current, new Set()]
    this.#current.add(id)
    return true
  }
}
