/** The log of one Gradio session: messages in order. Streams read it, each from its own position. */

/** A message in the log. */
export interface SessionMessage {
  /** The text after `data: `. */
  readonly text: string
  /** The last message of its run. */
  readonly isEnd: boolean
}

/** The log of one session, and the readers that wait for it. */
export class ScenarioSession {
  readonly hash: string
  readonly log: SessionMessage[] = []
  /** Event ids of runs that have not ended. */
  readonly pending = new Set<string>()
  /**
   * A session that once lost a reader in direct mode never sends `close_stream`
   * (docs/gradio-protocol.md#6-end-of-a-stream).
   */
  readonly neverCloses: boolean
  /** How many entries the latest direct reader was given. */
  givenCount = 0
  readonly #listeners = new Set<() => void>()

  constructor(hash: string, neverCloses: boolean) {
    this.hash = hash
    this.neverCloses = neverCloses
  }

  addMessage(eventId: string, text: string, isEnd: boolean): void {
    this.log.push({ text, isEnd })
    if (isEnd) this.pending.delete(eventId)
    this.#changed()
  }

  /** Calls back after every change. Returns a function that stops it. */
  listen(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  #changed(): void {
    for (const listener of this.#listeners) listener()
  }
}
