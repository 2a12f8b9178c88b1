/**
 * The log of one Gradio session: messages and faults in order. Streams and polls read it, each from its own position. A
 * reader meets a fault at its place in the log.
 */
import type { ScenarioFault } from './scenario.ts'

/** A message in the log. */
export interface LoggedMessage {
  readonly kind: 'message'
  /** Position for resuming. Counts from 1 within the session. */
  readonly id: string
  readonly eventId: string
  /** The text after `data: `. */
  readonly text: string
  /** The last message of its run. */
  readonly isEnd: boolean
}

/** A fault in the log. It is used up when one reader has met it. */
export interface LoggedFault {
  readonly kind: 'fault'
  readonly fault: ScenarioFault
  isSpent: boolean
}

/** The log of one session, and the readers that wait for it. */
export class ScenarioSession {
  readonly hash: string
  readonly log: (LoggedMessage | LoggedFault)[] = []
  /** Event ids of runs that have not ended. */
  readonly pending = new Set<string>()
  /** Event ids of all runs of the session, including runs that were withdrawn before they came. */
  readonly begun = new Set<string>()
  /** Event ids whose end was delivered to a reader. */
  readonly endGiven = new Set<string>()
  /**
   * A session that once lost a reader in direct mode never sends `close_stream`
   * (docs/gradio-protocol.md#6-end-of-a-stream).
   */
  readonly neverCloses: boolean
  /** How many entries the latest direct reader was given. */
  givenCount = 0
  readonly #listeners = new Set<() => void>()
  #messageCount = 0

  constructor(hash: string, neverCloses: boolean) {
    this.hash = hash
    this.neverCloses = neverCloses
  }

  addMessage(eventId: string, text: string, isEnd: boolean): void {
    this.#messageCount += 1
    this.log.push({ kind: 'message', id: String(this.#messageCount), eventId, text, isEnd })
    if (isEnd) this.pending.delete(eventId)
    this.#changed()
  }

  addFault(fault: ScenarioFault): void {
    this.log.push({ kind: 'fault', fault, isSpent: false })
    this.#changed()
  }

  /** Index in the log behind the message with that id; 0 for an empty id, `null` for an id that was never given. */
  positionAfter(id: string): number | null {
    if (id === '') return 0
    const index = this.log.findIndex((entry) => entry.kind === 'message' && entry.id === id)
    return index < 0 ? null : index + 1
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
