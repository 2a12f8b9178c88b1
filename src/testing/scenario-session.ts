/**
 * What a Gradio session has to say: a log of messages (and of faults, which a reader meets at their place in it),
 * read by streams and polls, each with its own position.
 */
import type { ScenarioFault } from './scenario.ts'

/** A message in the log. */
export interface LoggedMessage {
  readonly kind: 'message'
  /** Position for resuming: counts from 1 within the session. */
  readonly id: string
  readonly eventId: string
  /** What goes behind `data: `. */
  readonly text: string
  /** Nothing of this run follows. */
  readonly isEnd: boolean
}

/** A fault in the log; spent once somebody met it. */
export interface LoggedFault {
  readonly kind: 'fault'
  readonly fault: ScenarioFault
  isSpent: boolean
}

/** The log of one session, and who waits for it. */
export class ScenarioSession {
  readonly hash: string
  readonly log: (LoggedMessage | LoggedFault)[] = []
  /** Event ids of runs without an end so far. */
  readonly pending = new Set<string>()
  /** Event ids of all its runs, and those taken back before they came. */
  readonly begun = new Set<string>()
  /** Event ids whose end some reader was given. */
  readonly endGiven = new Set<string>()
  /** A session that once lost a reader in direct mode never sends `close_stream` (PROTOCOL section 6). */
  readonly neverCloses: boolean
  /** Up to where the latest direct reader was given the log. */
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

  /** Index in the log behind the message with that id, 0 for an empty one; `null` for an id that was never given. */
  positionAfter(id: string): number | null {
    if (id === '') return 0
    const index = this.log.findIndex((entry) => entry.kind === 'message' && entry.id === id)
    return index < 0 ? null : index + 1
  }

  /** Calls back after every change; the answer stops that. */
  listen(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  #changed(): void {
    for (const listener of this.#listeners) listener()
  }
}
